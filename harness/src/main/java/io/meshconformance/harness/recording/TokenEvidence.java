package io.meshconformance.harness.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshconformance.harness.expect.SeenToken;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.identity.Jwt;
import io.meshconformance.harness.pomerium.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The tokens of a check, decoded: those that were read at a hop, and those that a client sent. */
final class TokenEvidence {

    private static final JsonMapper JSON = new JsonMapper();

    private final Redaction redaction;
    private final Predicate<Jwt> genuine;

    TokenEvidence(Redaction redaction, Predicate<Jwt> genuine) {
        this.redaction = redaction;
        this.genuine = genuine;
    }

    /** Every token once, where it was seen first. */
    ArrayNode of(List<SeenToken> seen, List<Exchange> exchanges) {
        Map<String, SeenToken> once = new LinkedHashMap<>();
        Stream.concat(seen.stream(), exchanges.stream().flatMap(this::sent))
                .forEach(token -> once.putIfAbsent(token.token().compact(), token));
        ArrayNode tokens = JSON.createArrayNode();
        once.values().forEach(token -> tokens.add(token(token)));
        return tokens;
    }

    private Stream<SeenToken> sent(Exchange exchange) {
        return Stream.of("authorization", Proxy.ASSERTION)
                .flatMap(header -> exchange.request().headers().all(header).stream())
                .flatMap(value -> Jwt.inHeader(value).stream())
                .map(token -> new SeenToken("as sent in request " + exchange.id(), token, genuine.test(token)));
    }

    private JsonNode token(SeenToken seen) {
        ObjectNode tree = JSON.createObjectNode().put("where", seen.role());
        tree.set("header", seen.token().header());
        tree.set("claims", seen.token().claims());
        if (seen.verified()) {
            tree.put("verifiedWith", seen.token().headerText("kid").orElse("the published set"));
        }
        return tree.put("digest", redaction.digest(seen.token().compact()));
    }
}

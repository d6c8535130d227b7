package io.meshconformance.harness.recording;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meshconformance.evidence.TokenEvidence;
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
final class TokenRecording {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final Redaction redaction;
    private final Predicate<Jwt> genuine;

    TokenRecording(Redaction redaction, Predicate<Jwt> genuine) {
        this.redaction = redaction;
        this.genuine = genuine;
    }

    /** Every token once, where it was seen first. */
    List<TokenEvidence> of(List<SeenToken> seen, List<Exchange> exchanges) {
        Map<String, SeenToken> once = new LinkedHashMap<>();
        Stream.concat(seen.stream(), exchanges.stream().flatMap(this::sent))
                .forEach(token -> once.putIfAbsent(token.token().compact(), token));
        return once.values().stream().map(this::token).toList();
    }

    private Stream<SeenToken> sent(Exchange exchange) {
        return Stream.of("authorization", Proxy.ASSERTION)
                .flatMap(header -> exchange.request().headers().all(header).stream())
                .flatMap(value -> Jwt.inHeader(value).stream())
                .map(token -> new SeenToken("as sent in request " + exchange.id(), token, genuine.test(token)));
    }

    private TokenEvidence token(SeenToken seen) {
        return new TokenEvidence(
                seen.role(),
                JSON.convertValue(seen.token().header(), FIELDS),
                JSON.convertValue(seen.token().claims(), FIELDS),
                seen.verified() ? seen.token().headerText("kid").orElse("the published set") : null,
                redaction.digest(seen.token().compact()));
    }
}

package io.meshconformance.harness.expect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshconformance.evidence.Answerer;
import io.meshconformance.harness.http.Failure;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.wait.Observation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What can be expected of any exchange. Meant for static import. */
public final class Expectations {

    private Expectations() {}

    /** This status code. */
    public static Expectation status(int code) {
        return ofResponse("status " + code, r -> new Observation(r.status() == code, ""));
    }

    /** This body and nothing else. */
    public static Expectation body(String exactly) {
        return ofResponse(
                "body exactly \"" + exactly + "\"",
                r -> new Observation(r.body().equals(exactly), ""));
    }

    /** A body with this in it. */
    public static Expectation bodyContains(String part) {
        return ofResponse(
                "body with \"" + part + "\"", r -> new Observation(r.body().contains(part), ""));
    }

    /** A response header with exactly this value, once. */
    public static Expectation header(String name, String value) {
        return ofResponse("header " + name + ": " + value, r -> {
            List<String> values = r.headers().all(name);
            return new Observation(values.equals(List.of(value)), name + ": " + values);
        });
    }

    /** Behind the body a header with exactly this value, once, as gRPC has its status there. */
    public static Expectation trailer(String name, String value) {
        return ofResponse("trailer " + name + ": " + value, r -> {
            List<String> values = r.trailers().all(name);
            return new Observation(values.equals(List.of(value)), "trailers " + name + ": " + values);
        });
    }

    /** No response header of this name. */
    public static Expectation noHeader(String name) {
        return ofResponse("no header " + name, r -> {
            boolean absent = !r.headers().has(name);
            return new Observation(
                    absent, absent ? "" : name + ": " + r.headers().all(name));
        });
    }

    /** This media type. */
    public static Expectation mediaType(String type) {
        return ofResponse(type, r -> new Observation(r.mediaType().equals(type), "media type " + r.mediaType()));
    }

    /** Answered by this hop. */
    public static Expectation answeredBy(Answerer hop) {
        return Expectation.that("answered by " + hop.words(), exchange -> {
            boolean held = exchange.answerer() == hop;
            return new Observation(held, held ? "" : "answered by " + exchange.attribution());
        });
    }

    /** A redirect to exactly this address. */
    public static Expectation redirectsTo(String address) {
        return ofResponse(
                "redirect to " + address, r -> new Observation(r.location().equals(Optional.of(address)), ""));
    }

    /** No response: the peer cut the connection off. A denial below HTTP. */
    public static Expectation connectionCutOff() {
        return failsBy(Failure.Kind.CUT_OFF);
    }

    /** No response, in this way. */
    public static Expectation failsBy(Failure.Kind kind) {
        return Expectation.that(
                kind.words(),
                exchange -> new Observation(
                        exchange.failure().filter(f -> f.kind() == kind).isPresent(), ""));
    }

    /** The peer's own certificate is for this name, wildcard or not, as it stands in the certificate. */
    public static Expectation servesCertificateFor(String dnsName) {
        return Expectation.that("certificate for " + dnsName, exchange -> {
            List<String> names = exchange.certificates().stream()
                    .limit(1)
                    .flatMap(leaf -> leaf.dnsNames().stream())
                    .toList();
            return new Observation(names.contains(dnsName), "certificate for " + names);
        });
    }

    /** The peer showed no certificate: the handshake never got to a server. */
    public static Expectation showsNoCertificate() {
        return Expectation.that("no certificate", exchange -> {
            int shown = exchange.certificates().size();
            return new Observation(shown == 0, shown == 0 ? "" : shown + " certificates");
        });
    }

    /** The peer's own certificate carries this SPIFFE id. */
    public static Expectation servesIdentity(String spiffeId) {
        return Expectation.that("peer identity " + spiffeId, exchange -> {
            List<String> uris = exchange.certificates().stream()
                    .limit(1)
                    .flatMap(leaf -> leaf.uris().stream())
                    .toList();
            return new Observation(uris.contains(spiffeId), "peer identity " + uris);
        });
    }

    /** A JSON body in which this pointer (RFC 6901) leads to this text; numbers and booleans as JSON writes them. */
    public static Expectation json(String pointer, String value) {
        return json(
                pointer,
                "= " + value,
                node -> node.isValueNode() && node.asText().equals(value));
    }

    /** A JSON body in which there is something at this pointer, be it null. */
    public static Expectation jsonHas(String pointer) {
        return json(pointer, "present", node -> !node.isMissingNode());
    }

    /** A JSON body in which there is nothing at this pointer. */
    public static Expectation jsonLacks(String pointer) {
        return json(pointer, "absent", JsonNode::isMissingNode);
    }

    /** A JSON body in which what is at this pointer passes; a missing node is passed in as such. */
    public static Expectation json(String pointer, String sentence, Predicate<JsonNode> test) {
        return ofResponse("JSON " + pointer + " " + sentence, r -> {
            try {
                JsonNode root = new ObjectMapper().readTree(r.body());
                JsonNode found = root.at(pointer);
                return new Observation(root.isContainerNode() && test.test(found), pointer + " = " + found);
            } catch (JsonProcessingException e) {
                return Observation.notYet("the body is no JSON");
            }
        });
    }

    private static Expectation ofResponse(String sentence, Function<Response, Observation> judge) {
        return Expectation.that(
                sentence, exchange -> exchange.response().map(judge).orElse(Observation.notYet("")));
    }
}

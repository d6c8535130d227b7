package io.meshconformance.harness.pomerium;

import static io.meshconformance.harness.origin.OriginRule.when;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.http.Url;
import io.meshconformance.harness.origin.Envoy;
import io.meshconformance.harness.origin.OriginRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The marks by which answers of the proxy and of its own Envoy are known, as observed on the wire. */
public final class ProxyMarks {

    private static final Set<String> OWN_PATHS = Set.of("/ping", "/healthz");
    private static final List<String> OWN_PREFIXES = List.of("/.pomerium", "/.well-known/pomerium");
    private static final Map<Integer, String> WORDS =
            Map.of(400, "Bad Request", 431, "Request Header Fields Too Large");
    private static final Pattern PAGE_OF_PROXY =
            Pattern.compile("POMERIUM_DATA.*\"status\"\\s*:\\s*\\d", Pattern.DOTALL);
    private static final Pattern PAGE_OF_ENVOY =
            Pattern.compile("POMERIUM_DATA.*\"status\"\\s*:\\s*\"\\d", Pattern.DOTALL);

    private ProxyMarks() {}

    /** Marks in the answer itself: the proxy's header, its pages, its JSON, its words to gRPC clients, and how its Envoy refuses. */
    public static OriginRule inAnswer() {
        return (exchange, response) -> Stream.of(
                        byHeader(response),
                        byBareRefusal(exchange.request(), response),
                        byCall(response),
                        byBody(response))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * Marks of the address: hosts and paths that are the proxy's own, and redirects that only it gives.
     *
     * @param authenticateHost the host at which people sign in
     */
    public static OriginRule byAddress(String authenticateHost) {
        return (exchange, response) -> {
            Url url = exchange.request().url();
            return Stream.of(
                            when(url.host().equals(authenticateHost), Answerer.PROXY, "its host " + url.host()),
                            byPath(url),
                            byHttpsRedirect(url, response),
                            bySignInRedirect(url, response, authenticateHost))
                    .flatMap(Optional::stream)
                    .findFirst();
        };
    }

    private static Optional<Attribution> byHeader(Response response) {
        return when(response.headers().has(Proxy.INTERCEPTED), Answerer.PROXY, "header " + Proxy.INTERCEPTED);
    }

    /**
     * Envoy refuses what it cannot read, what is too long, and an upgrade that its route does not allow, with an empty answer
     * or, below its routes, with the words of the status and the end of the connection (v0.33.1, seen). On https that Envoy is
     * the proxy's.
     */
    private static Optional<Attribution> byBareRefusal(Request request, Response response) {
        boolean upgrade = response.status() == 403 && request.headers().has("upgrade");
        boolean refused = upgrade || WORDS.containsKey(response.status());
        boolean words = response.body().equals(WORDS.get(response.status()))
                && response.header("connection").filter("close"::equals).isPresent();
        boolean bare = response.body().isEmpty() || words;
        return when(
                refused
                        && bare
                        && response.header("server").filter("envoy"::equals).isPresent()
                        && !Envoy.passedAnUpstream(response)
                        && request.url().secure(),
                Answerer.PROXY_ENVOY,
                upgrade ? "bare 403 to an upgrade" : "bare " + response.status());
    }

    /** What its authorization says to gRPC clients; no sidecar has these words (v0.33.1, authorize/check_response_grpc.go). */
    private static Optional<Attribution> byCall(Response response) {
        String said = response.header("grpc-message").orElse("");
        return when(
                response.headers().has("grpc-status")
                        && (said.equals(Proxy.UNAUTHENTICATED) || said.equals(Proxy.FORBIDDEN))
                        && !Envoy.passedAnUpstream(response),
                Answerer.PROXY,
                "header grpc-message \"" + said + "\"");
    }

    private static Optional<Attribution> byBody(Response response) {
        String body = response.body();
        if (response.mediaType().equals("text/html")) {
            return when(PAGE_OF_ENVOY.matcher(body).find(), Answerer.PROXY_ENVOY, "the page of its Envoy's replies")
                    .or(() -> when(PAGE_OF_PROXY.matcher(body).find(), Answerer.PROXY, "the proxy's own page"));
        }
        if (!response.mediaType().equals("application/json")) {
            return Optional.empty();
        }
        JsonNode json = object(body);
        boolean refusal = json.size() == 2 && json.hasNonNull("request_id") && json.hasNonNull("error");
        boolean reply = json.hasNonNull("requestId")
                && json.hasNonNull("statusText")
                && json.path("status").isTextual();
        return when(refusal && response.status() >= 400, Answerer.PROXY, "JSON with error and request_id only")
                .or(() -> when(reply, Answerer.PROXY_ENVOY, "JSON of its Envoy's replies"));
    }

    private static Optional<Attribution> byPath(Url url) {
        String path = url.path();
        boolean own = (url.secure() && OWN_PATHS.contains(path))
                || OWN_PREFIXES.stream().anyMatch(path::startsWith);
        return when(own, Answerer.PROXY, "its own path " + path);
    }

    private static Optional<Attribution> byHttpsRedirect(Url url, Response response) {
        boolean same = response.status() == 301
                && url.scheme().equals("http")
                && response.location()
                        .filter(("https://" + url.host() + url.target())::equals)
                        .isPresent()
                && !Envoy.passedAnUpstream(response);
        return when(same, Answerer.PROXY_ENVOY, "301 to the same address by https");
    }

    private static Optional<Attribution> bySignInRedirect(Url url, Response response, String authenticateHost) {
        boolean toSignIn = response.location()
                .flatMap(url::resolve)
                .filter(to -> to.host().equals(authenticateHost))
                .filter(to -> to.path().equals(Proxy.SIGN_IN_PATH))
                .isPresent();
        return when(toSignIn, Answerer.PROXY, "redirect to its sign-in");
    }

    private static JsonNode object(String body) {
        ObjectMapper mapper = new ObjectMapper();
        try {
            return mapper.readTree(body);
        } catch (JsonProcessingException e) {
            return mapper.createObjectNode();
        }
    }
}

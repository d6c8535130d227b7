package io.meshconformance.harness.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells by its marks who gave an answer, and says unknown where there is none: an answer attributed by elimination would
 * let a refusal of one hop pass as one of another. Rules from the proxy as observed on the wire and from Envoy's texts;
 * the first that applies decides.
 */
final class Attributor {

    private static final Set<String> OWN_PATHS = Set.of("/ping", "/healthz");
    private static final List<String> OWN_PREFIXES = List.of("/.pomerium", "/.well-known/pomerium");
    private static final Pattern SHELL_OF_PROXY =
            Pattern.compile("POMERIUM_DATA.*\"status\"\\s*:\\s*\\d", Pattern.DOTALL);
    private static final Pattern SHELL_OF_ENVOY =
            Pattern.compile("POMERIUM_DATA.*\"status\"\\s*:\\s*\"\\d", Pattern.DOTALL);

    private final Hops hops;

    Attributor(Hops hops) {
        this.hops = hops;
    }

    Attribution of(Exchange exchange) {
        Optional<Response> response = exchange.response();
        if (response.isEmpty()) {
            return new Attribution(Answerer.NOBODY, "no response");
        }
        return Stream.<Function<Response, Optional<Attribution>>>of(
                        this::byProxyHeader,
                        r -> byRefusedUpgrade(exchange.request(), r),
                        this::byMesh,
                        this::byProxyBody,
                        r -> byHost(exchange.request().url()),
                        r -> byProxyPath(exchange.request().url()),
                        r -> byHttpsRedirect(exchange.request().url(), r),
                        r -> bySignInRedirect(exchange.request().url(), r),
                        r -> byApplication(exchange, r))
                .flatMap(rule -> rule.apply(response.get()).stream())
                .findFirst()
                .orElse(new Attribution(Answerer.UNKNOWN, "no mark of any hop"));
    }

    private Optional<Attribution> byProxyHeader(Response response) {
        return when(
                response.header(Proxy.INTERCEPTED).filter("true"::equals).isPresent(),
                Answerer.PROXY,
                "header " + Proxy.INTERCEPTED);
    }

    /** Envoy refuses an upgrade that its route does not allow without a word; on https that Envoy is the proxy's. */
    private static Optional<Attribution> byRefusedUpgrade(Request request, Response response) {
        boolean bare = response.status() == 403
                && response.body().isEmpty()
                && response.header("server").filter("envoy"::equals).isPresent()
                && !passedAnUpstream(response);
        return when(
                bare && request.url().secure() && request.headers().has("upgrade"),
                Answerer.PROXY_ENVOY,
                "bare 403 to an upgrade");
    }

    private Optional<Attribution> byMesh(Response response) {
        return Mesh.markOn(response).map(mark -> new Attribution(Answerer.MESH, mark));
    }

    private Optional<Attribution> byProxyBody(Response response) {
        String body = response.body();
        if (response.mediaType().equals("text/html")) {
            return when(SHELL_OF_ENVOY.matcher(body).find(), Answerer.PROXY_ENVOY, "the page of its Envoy's replies")
                    .or(() -> when(SHELL_OF_PROXY.matcher(body).find(), Answerer.PROXY, "the proxy's own page"));
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

    private Optional<Attribution> byHost(Url url) {
        return when(hops.providerHosts().contains(url.host()), Answerer.PROVIDER, "host " + url.host())
                .or(() ->
                        when(hops.authenticateHosts().contains(url.host()), Answerer.PROXY, "its host " + url.host()));
    }

    private Optional<Attribution> byProxyPath(Url url) {
        String path = url.path();
        boolean own = (url.secure() && OWN_PATHS.contains(path))
                || OWN_PREFIXES.stream().anyMatch(path::startsWith);
        return when(own, Answerer.PROXY, "its own path " + path);
    }

    private Optional<Attribution> byHttpsRedirect(Url url, Response response) {
        boolean same = response.status() == 301
                && url.scheme().equals("http")
                && response.location()
                        .filter(("https://" + url.host() + url.target())::equals)
                        .isPresent()
                && !passedAnUpstream(response);
        return when(same, Answerer.PROXY_ENVOY, "301 to the same address by https");
    }

    private Optional<Attribution> bySignInRedirect(Url url, Response response) {
        boolean toSignIn = response.location()
                .map(url::resolve)
                .filter(to -> hops.authenticateHosts().contains(to.host()))
                .filter(to -> to.path().equals(Proxy.SIGN_IN_PATH))
                .isPresent();
        return when(toSignIn, Answerer.PROXY, "redirect to its sign-in");
    }

    private Optional<Attribution> byApplication(Exchange exchange, Response response) {
        boolean upstream = passedAnUpstream(response) && !passedAGateway(exchange, response);
        return when(response.body().contains(exchange.id()), Answerer.APPLICATION, "it repeats the request's id")
                .or(() -> when(upstream, Answerer.APPLICATION, "header x-envoy-upstream-service-time"))
                .or(() -> when(namesItself(response), Answerer.APPLICATION, "header server of no proxy"))
                .or(() -> when(served(exchange, response), Answerer.APPLICATION, "only a workload serves this path"));
    }

    /** Refusals of hops are never a success, except the proxy's own robots.txt, which looks like anybody's. */
    private static boolean served(Exchange exchange, Response response) {
        return response.status() >= 200
                && response.status() < 300
                && !exchange.request().url().path().equals("/robots.txt");
    }

    private static boolean namesItself(Response response) {
        return response.header("server")
                .filter(s -> !s.contains("envoy") && !s.contains("proxy"))
                .isPresent();
    }

    /** A gateway in front of the proxy has an upstream for every answer: the proxy. */
    private static boolean passedAGateway(Exchange exchange, Response response) {
        return exchange.request().url().secure()
                && response.header("server").filter("istio-envoy"::equals).isPresent();
    }

    private static boolean passedAnUpstream(Response response) {
        return response.headers().has("x-envoy-upstream-service-time");
    }

    private static JsonNode object(String body) {
        ObjectMapper mapper = new ObjectMapper();
        try {
            return mapper.readTree(body);
        } catch (JsonProcessingException e) {
            return mapper.createObjectNode();
        }
    }

    private static Optional<Attribution> when(boolean applies, Answerer answerer, String mark) {
        return applies ? Optional.of(new Attribution(answerer, mark)) : Optional.empty();
    }
}

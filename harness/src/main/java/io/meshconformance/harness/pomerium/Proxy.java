package io.meshconformance.harness.pomerium;

import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.body;
import static io.meshconformance.harness.expect.Expectations.header;
import static io.meshconformance.harness.expect.Expectations.json;
import static io.meshconformance.harness.expect.Expectations.jsonHas;
import static io.meshconformance.harness.expect.Expectations.mediaType;
import static io.meshconformance.harness.expect.Expectations.noHeader;
import static io.meshconformance.harness.expect.Expectations.status;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.wait.Observation;
import java.util.List;
import java.util.regex.Pattern;

/** What the identity-aware proxy says about a request that it does not pass on, as observed on the wire. */
public final class Proxy {

    /** The header by which the proxy marks its own answers; its JSON refusals lack it. */
    public static final String INTERCEPTED = "x-pomerium-intercepted-response";

    /** The header that carries the assertion to the workload. */
    public static final String ASSERTION = "x-pomerium-jwt-assertion";

    /** The cookie that holds its session. */
    public static final String COOKIE = "_pomerium";

    /** Where the proxy publishes its key set, on every host. */
    public static final String KEY_SET_PATH = "/.well-known/pomerium/jwks.json";

    /** Where the proxy sends a browser to sign in, on the authenticate host. */
    public static final String SIGN_IN_PATH = "/.pomerium/sign_in";

    /** What it says of its refusals, in JSON and to gRPC clients. */
    static final String UNAUTHENTICATED = "Unauthenticated";

    /** The same for its policy. */
    static final String FORBIDDEN = "Forbidden";

    private static final Pattern TOKEN = Pattern.compile(
            "eyJ[\\w-]+\\.eyJ[\\w-]+\\.|\"\\w*(access|id|refresh|oauth)_?token\"\\s*:\\s*\"[^\"]",
            Pattern.CASE_INSENSITIVE);

    private Proxy() {}

    /** A browser that is not signed in is sent to sign in. */
    public static Expectation redirectsToSignIn() {
        return status(302)
                .and(header(INTERCEPTED, "true"))
                .and(answeredBy(Answerer.PROXY))
                .and(Expectation.that("redirect to sign in", exchange -> {
                    boolean held = exchange.response()
                            .flatMap(Response::location)
                            .flatMap(exchange.request().url()::resolve)
                            .filter(where -> where.path().equals(SIGN_IN_PATH))
                            .isPresent();
                    return new Observation(held, "");
                }))
                .called("sent to sign in by the proxy");
    }

    /**
     * The sign-in that a client is sent to comes back to a page.
     *
     * @param url the page
     */
    public static Expectation signInComesBackTo(String url) {
        return Expectation.that("a sign-in that comes back to " + url, exchange -> {
            List<String> back = exchange.response()
                    .flatMap(Response::location)
                    .flatMap(where -> exchange.request().url().resolve(where))
                    .map(to -> to.parameters().getOrDefault("pomerium_redirect_uri", List.of()))
                    .orElse(List.of());
            return new Observation(back.equals(List.of(url)), "a sign-in that comes back to " + back);
        });
    }

    /** A client that shows no valid session is told so, and not sent to sign in. */
    public static Expectation unauthenticated() {
        return status(401)
                .and(noHeader("location"))
                .and(answeredBy(Answerer.PROXY))
                .called("told by the proxy that no user is signed in");
    }

    /** A client that asked for JSON and is not signed in is told so in JSON. */
    public static Expectation unauthenticatedJson() {
        return jsonRefusal(401, UNAUTHENTICATED).called("told by the proxy that no user is signed in");
    }

    /** A browser of a user who is signed in and not allowed. */
    public static Expectation forbidden() {
        return status(403)
                .and(header(INTERCEPTED, "true"))
                .and(mediaType("text/html"))
                .and(answeredBy(Answerer.PROXY))
                .called("refused by the proxy's policy");
    }

    /** The same for a client that asked for JSON. */
    public static Expectation forbiddenJson() {
        return jsonRefusal(403, FORBIDDEN).called("refused by the proxy's policy");
    }

    /** A gRPC client without a session is told so in gRPC's own status, 16, and not sent to sign in. */
    public static Expectation unauthenticatedInGrpc() {
        return refusalInGrpc("16", UNAUTHENTICATED).called("gRPC client told by the proxy that no user is signed in");
    }

    /** A gRPC client of a user who is signed in and not allowed: status 7. */
    public static Expectation forbiddenInGrpc() {
        return refusalInGrpc("7", FORBIDDEN).called("gRPC call refused by the proxy's policy");
    }

    /** No route for this host: said by the proxy's Envoy. */
    public static Expectation noSuchRoute() {
        return status(404).and(answeredBy(Answerer.PROXY_ENVOY)).called("no route of the proxy");
    }

    /**
     * The proxy has read a route by Gateway API whose filter it cannot read: the filter is not skipped, and the request gets
     * an error (Gateway API, {@code HTTPRouteFilter.extensionRef}). Which one, it may choose.
     */
    public static Expectation filterUnreadable() {
        return forbidden()
                .or(noSuchRoute())
                .or(status(500).and(answeredBy(Answerer.PROXY_ENVOY)))
                .called("refused by the proxy for want of the filter");
    }

    /** The proxy has a route, but cannot reach what is behind it. */
    public static Expectation upstreamUnreachable() {
        return status(503).and(answeredBy(Answerer.PROXY_ENVOY)).called("the proxy cannot reach the workload");
    }

    /** The route does not allow this protocol, be the user signed in or not: said by the proxy's Envoy. */
    public static Expectation upgradeRefused() {
        return status(403).and(answeredBy(Answerer.PROXY_ENVOY)).called("upgrade refused by the proxy");
    }

    /** The request has a form that the proxy does not pass on: said by the proxy's Envoy. */
    public static Expectation badRequest() {
        return status(400).and(answeredBy(Answerer.PROXY_ENVOY)).called("refused by the proxy as a bad request");
    }

    /** The headers are longer than the proxy takes: said by the proxy's Envoy. */
    public static Expectation tooLarge() {
        return status(431).and(answeredBy(Answerer.PROXY_ENVOY)).called("refused by the proxy as too large");
    }

    /** What the proxy shows has no token in it: neither one in the form of a JWT nor a member that is named as one. */
    public static Expectation showsNoToken() {
        return Expectation.that("no token in what is shown", exchange -> {
            boolean found = TOKEN.matcher(exchange.body()).find();
            return new Observation(!found, found ? "a token in what is shown" : "");
        });
    }

    /** As its Envoy says to a gRPC client what its authorization decided: HTTP 200, headers and no body. */
    private static Expectation refusalInGrpc(String grpcStatus, String text) {
        return status(200)
                .and(header("grpc-status", grpcStatus))
                .and(header("grpc-message", text))
                .and(body(""))
                .and(noHeader("location"))
                .and(answeredBy(Answerer.PROXY));
    }

    private static Expectation jsonRefusal(int code, String error) {
        return status(code)
                .and(mediaType("application/json"))
                .and(json("/error", error))
                .and(jsonHas("/request_id"))
                .and(answeredBy(Answerer.PROXY));
    }
}

package io.meshconformance.reference.proxy.serve;

import io.meshconformance.reference.proxy.identity.KeySet;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is public on every host, known or not: the key set and the description that points to it. */
final class WellKnown {
    static final String BASE = "/.well-known/pomerium";

    private WellKnown() {}

    static void answer(JudgedRequest exchange) {
        switch (exchange.path()) {
            case BASE, BASE + "/" -> describe(exchange);
            case BASE + "/jwks.json" -> keySet(exchange);
            case BASE + "/hpke-public-key" ->
                Answers.error(exchange, 501, "the HPKE key is not implemented by the reference proxy");
            default -> Answers.error(exchange, 404, "");
        }
    }

    private static void describe(JudgedRequest exchange) {
        String base = "https://" + exchange.authority();
        Map<String, String> document = new LinkedHashMap<>();
        document.put("issuer", base + "/");
        document.put(
                "authentication_callback_endpoint",
                exchange.settings()
                        .authenticateUrl()
                        .resolve("/oauth2/callback")
                        .toString());
        document.put("jwks_uri", base + BASE + "/jwks.json");
        document.put("frontchannel_logout_uri", base + "/.pomerium/sign_out");
        allowOrigins(exchange);
        Answers.json(exchange, document);
    }

    private static void keySet(JudgedRequest exchange) {
        KeySet keys =
                KeySet.of(exchange.settings().signingKey(), exchange.snapshot().faults());
        HttpServerResponse response =
                exchange.response().putHeader("cache-control", "max-age=60").putHeader("etag", keys.tag());
        allowOrigins(exchange);
        if (exchange.header("if-none-match").equals(keys.tag())) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("content-type", "application/json").end(keys.json());
    }

    private static void allowOrigins(JudgedRequest exchange) {
        exchange.response().putHeader("vary", "Accept-Encoding,Origin");
        if (!exchange.header("origin").isEmpty()) {
            exchange.response().putHeader("access-control-allow-origin", "*");
        }
    }
}

package io.meshconformance.reference.proxy.serve;

import io.meshconformance.reference.proxy.config.CookieSettings;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The cookies of sign-in and session; their names derive from the configured one. */
record Cookies(CookieSettings settings) {
    private static final Duration CSRF_LIFETIME = Duration.ofHours(12);
    private static final Duration PROOF_LIFETIME = Duration.ofMinutes(5);

    String sessionName() {
        return settings.name();
    }

    String authenticateName() {
        return settings.name() + "_authenticate";
    }

    String csrfName() {
        return settings.name() + "_csrf";
    }

    String proofName() {
        return settings.name() + "_pkce_0";
    }

    Cookie session(String token) {
        return with(cookie(sessionName(), token, settings.expires()), settings.domain());
    }

    Cookie clearedSession() {
        return with(cookie(sessionName(), "", Duration.ZERO), settings.domain());
    }

    Cookie authenticate(String token) {
        return cookie(authenticateName(), token, settings.expires());
    }

    Cookie clearedAuthenticate() {
        return cookie(authenticateName(), "", Duration.ZERO);
    }

    Cookie csrf(String token) {
        return cookie(csrfName(), token, CSRF_LIFETIME).setHttpOnly(true);
    }

    Cookie proof(String sealed) {
        return cookie(proofName(), sealed, PROOF_LIFETIME)
                .setPath("/oauth2/callback")
                .setHttpOnly(true);
    }

    Cookie clearedProof() {
        return cookie(proofName(), "", Duration.ZERO)
                .setPath("/oauth2/callback")
                .setHttpOnly(true);
    }

    /** The value a request carries under a name, in whichever of its Cookie lines; of several the first. */
    static Optional<String> read(HttpServerRequest request, String name) {
        return request.headers().getAll("cookie").stream()
                .flatMap(line -> Arrays.stream(line.split(";")))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1))
                .findFirst();
    }

    private Cookie cookie(String name, String value, Duration lifetime) {
        Cookie cookie = Cookie.cookie(name, value)
                .setPath("/")
                .setSecure(true)
                .setHttpOnly(settings.httpOnly())
                .setMaxAge(lifetime.toSeconds());
        settings.sameSite()
                .map(word -> CookieSameSite.valueOf(word.toUpperCase(Locale.ROOT)))
                .ifPresent(cookie::setSameSite);
        return cookie;
    }

    private static Cookie with(Cookie cookie, Optional<String> domain) {
        domain.ifPresent(cookie::setDomain);
        return cookie;
    }
}

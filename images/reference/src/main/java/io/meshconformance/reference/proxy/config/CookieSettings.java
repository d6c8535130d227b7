package io.meshconformance.reference.proxy.config;

import java.time.Duration;
import java.util.Optional;

/**
 * The session cookie (spec.cookie of the {@code Pomerium} object).
 *
 * @param name the route cookie's name; the authenticate host's cookies derive from it
 * @param domain absent means host-only
 * @param httpOnly hidden from scripts
 * @param expires how long a session lives
 * @param sameSite strict, lax or none
 */
public record CookieSettings(
        String name, Optional<String> domain, boolean httpOnly, Duration expires, Optional<String> sameSite) {
    /** The real proxy's defaults: {@code _pomerium}, host-only, HttpOnly, 14 hours. */
    public static CookieSettings defaults() {
        return new CookieSettings("_pomerium", Optional.empty(), true, Duration.ofHours(14), Optional.empty());
    }
}

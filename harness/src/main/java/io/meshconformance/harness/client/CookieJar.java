package io.meshconformance.harness.client;

import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Url;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.client5.http.cookie.CookieOrigin;
import org.apache.hc.client5.http.cookie.MalformedCookieException;
import org.apache.hc.client5.http.impl.cookie.BasicClientCookie;
import org.apache.hc.client5.http.impl.cookie.RFC6265LaxSpec;
import org.apache.hc.core5.http.message.BasicHeader;

/** The cookies of one user agent, after RFC 6265: by host or domain, path, Secure and expiry. Safe for many threads. */
public final class CookieJar {

    private final BasicCookieStore store = new BasicCookieStore();
    private final RFC6265LaxSpec rules = new RFC6265LaxSpec();

    /**
     * One cookie.
     *
     * @param name its name
     * @param value its value
     * @param domain the host, or the domain it is for
     * @param path the path it is for
     * @param hostOnly whether it goes back to that very host only
     * @param secure whether it goes over TLS only
     * @param httpOnly whether scripts are kept from it
     */
    public record Cookie(
            String name, String value, String domain, String path, boolean hostOnly, boolean secure, boolean httpOnly) {

        /** The same cookie with another value, to be put back into a jar. */
        public Cookie withValue(String other) {
            return new Cookie(name, other, domain, path, hostOnly, secure, httpOnly);
        }

        /** Without the value, which is a secret. */
        @Override
        public String toString() {
            return "Cookie[" + name + " of " + domain + path + "]";
        }
    }

    /** Takes over what a response sets; a cookie that the rules refuse for this address is not taken. */
    void take(Url from, Headers headers) {
        CookieOrigin origin = origin(from);
        for (String line : headers.all("set-cookie")) {
            // As browsers do (RFC 6265bis, section 5.6): a control character would go back to the server as it came.
            if (line.chars().anyMatch(character -> Character.isISOControl(character) && character != '\t')) {
                continue;
            }
            for (org.apache.hc.client5.http.cookie.Cookie cookie : parsed(line, origin)) {
                store.addCookie(cookie);
            }
        }
    }

    /** The value of the {@code Cookie} header for this address; empty when no cookie is for it. */
    Optional<String> headerFor(Url to) {
        CookieOrigin origin = origin(to);
        Instant now = Instant.now();
        String line = store.getCookies().stream()
                .filter(cookie -> !cookie.isExpired(now) && rules.match(cookie, origin))
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        return line.isEmpty() ? Optional.empty() : Optional.of(line);
    }

    /** All cookies that have not run out. */
    public List<Cookie> all() {
        Instant now = Instant.now();
        return store.getCookies().stream()
                .filter(cookie -> !cookie.isExpired(now))
                .map(CookieJar::read)
                .toList();
    }

    /** The cookie of this name for this host. */
    public Optional<Cookie> find(String host, String name) {
        return all().stream()
                .filter(cookie -> cookie.domain().equals(host) && cookie.name().equals(name))
                .findFirst();
    }

    /** Puts a cookie in, host-only or not, in place of one of the same name, domain and path: to tamper or to replay. */
    public void put(Cookie cookie) {
        BasicClientCookie raw = new BasicClientCookie(cookie.name(), cookie.value());
        raw.setDomain(cookie.domain());
        raw.setPath(cookie.path());
        raw.setSecure(cookie.secure());
        if (!cookie.hostOnly()) {
            raw.setAttribute(BasicClientCookie.DOMAIN_ATTR, cookie.domain());
        }
        raw.setHttpOnly(cookie.httpOnly());
        store.addCookie(raw);
    }

    /** Takes out all cookies of a host. */
    void forget(String host) {
        List<org.apache.hc.client5.http.cookie.Cookie> others = store.getCookies().stream()
                .filter(cookie -> !cookie.getDomain().equals(host))
                .toList();
        store.clear();
        others.forEach(store::addCookie);
    }

    private List<org.apache.hc.client5.http.cookie.Cookie> parsed(String line, CookieOrigin origin) {
        List<org.apache.hc.client5.http.cookie.Cookie> accepted = new ArrayList<>();
        try {
            for (org.apache.hc.client5.http.cookie.Cookie cookie :
                    rules.parse(new BasicHeader("Set-Cookie", line), origin)) {
                rules.validate(cookie, origin);
                accepted.add(cookie);
            }
        } catch (MalformedCookieException refused) {
            // A user agent ignores such a cookie without a word; the exchange holds the header.
            return List.of();
        }
        return accepted;
    }

    private static Cookie read(org.apache.hc.client5.http.cookie.Cookie cookie) {
        return new Cookie(
                cookie.getName(),
                cookie.getValue() == null ? "" : cookie.getValue(),
                cookie.getDomain(),
                cookie.getPath(),
                !cookie.containsAttribute(BasicClientCookie.DOMAIN_ATTR),
                cookie.isSecure(),
                cookie.isHttpOnly());
    }

    private static CookieOrigin origin(Url url) {
        return new CookieOrigin(url.host(), url.port(), url.path(), url.secure());
    }
}

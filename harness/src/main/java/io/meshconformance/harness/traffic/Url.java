package io.meshconformance.harness.traffic;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address of which the target is kept exactly as written: {@code /a/%2e%2e/b} and {@code /a%2Fb} are what some
 * scenarios are about, and every URI class mends them.
 *
 * @param scheme {@code http} or {@code https}
 * @param host the host name, in lower case
 * @param port the logical port, 443 or 80 where the text names none
 * @param target path and query as they go into the request line
 */
public record Url(String scheme, String host, int port, String target) {

    private static final Pattern FORM =
            Pattern.compile("(?<scheme>https?)://(?<host>[^/:?#@]+)(:(?<port>\\d{1,5}))?(?<target>([/?][^#]*)?)(#.*)?");

    /**
     * Reads an absolute address; a fragment is dropped, as it never goes over the wire.
     *
     * @throws IllegalArgumentException when it is no http or https address
     */
    public static Url parse(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("No absolute http or https address: " + text);
        }
        String scheme = m.group("scheme");
        String port = m.group("port");
        String rest = m.group("target");
        return new Url(
                scheme,
                m.group("host").toLowerCase(Locale.ROOT),
                port == null ? defaultPort(scheme) : Integer.parseInt(port),
                rest.startsWith("/") ? rest : "/" + rest);
    }

    /** Where a {@code Location} or a form's {@code action} found here leads to. */
    public Url resolve(String reference) {
        if (FORM.matcher(reference).matches()) {
            return parse(reference);
        }
        if (reference.startsWith("/") && !reference.startsWith("//")) {
            return parse(origin() + reference);
        }
        if (reference.startsWith("?")) {
            // The JDK drops the last segment here, as the RFC before 3986 had it.
            return parse(origin() + path() + reference);
        }
        return parse(URI.create(toString()).resolve(reference).toString());
    }

    /** Whether requests to it are encrypted. */
    public boolean secure() {
        return scheme.equals("https");
    }

    /** The target up to the query. */
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** Scheme, host and, where it is not the scheme's own, the port. */
    public String origin() {
        return scheme + "://" + host + (port == defaultPort(scheme) ? "" : ":" + port);
    }

    /** The address as one would type it. */
    @Override
    public String toString() {
        return origin() + target;
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }
}

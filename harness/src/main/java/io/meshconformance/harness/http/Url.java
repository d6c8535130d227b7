package io.meshconformance.harness.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address of which the target is kept exactly as written: {@code /a/%2e%2e/b} and {@code /a%2Fb} are what some
 * scenarios are about, and every URI class mends them.
 *
 * @param scheme {@code http} or {@code https}
 * @param host the host name, in lower case
 * @param port the logical port, 443 or 80 where the text names none
 * @param target what goes into the request line: path and query, or, by {@link #withTarget}, anything else that a server
 *     could be sent, such as an absolute form, {@code *} or a fragment
 */
public record Url(String scheme, String host, int port, String target) {

    private static final Pattern FORM =
            Pattern.compile("(?<scheme>https?)://(?<host>[A-Za-z0-9._~%!$&'()*+,;=-]+)(:(?<port>\\d{1,5}))?"
                    + "(?<target>([/?][^#\\s\\p{Cntrl}]*)?)(#[^\\s\\p{Cntrl}]*)?");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");
    private static final int LAST_PORT = 65535;

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
        int port = m.group("port") == null ? defaultPort(scheme) : Integer.parseInt(m.group("port"));
        if (port > LAST_PORT) {
            throw new IllegalArgumentException("No port: " + port + " in " + text);
        }
        String rest = m.group("target");
        return new Url(
                scheme, m.group("host").toLowerCase(Locale.ROOT), port, rest.startsWith("/") ? rest : "/" + rest);
    }

    /**
     * The same server, asked for a target that is sent as it is written.
     *
     * @param raw what goes into the request line, such as {@code /path#fragment}, which no address has in it
     */
    public Url withTarget(String raw) {
        return new Url(scheme, host, port, raw);
    }

    /**
     * Where a {@code Location} or a form's {@code action} found here leads to (RFC 3986, section 5.2); empty where that is
     * no http or https address. No server can end a check by what it writes there.
     */
    public Optional<Url> resolve(String reference) {
        try {
            return Optional.of(parse(absolute(reference)));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private String absolute(String reference) {
        if (SCHEME.matcher(reference).lookingAt()) {
            return reference;
        }
        if (reference.startsWith("//")) {
            return scheme + ":" + reference;
        }
        if (reference.startsWith("/")) {
            return origin() + reference;
        }
        if (reference.startsWith("?")) {
            return origin() + path() + reference;
        }
        if (reference.isEmpty() || reference.startsWith("#")) {
            return origin() + target + reference;
        }
        int end = reference.split("[?#]", 2)[0].length();
        String folder = path().substring(0, path().lastIndexOf('/') + 1);
        return origin() + withoutDots(folder + reference.substring(0, end)) + reference.substring(end);
    }

    private static String withoutDots(String path) {
        Deque<String> kept = new ArrayDeque<>();
        for (String segment : path.substring(1).split("/", -1)) {
            boolean dots = segment.equals(".") || segment.equals("..");
            if (segment.equals("..")) {
                kept.pollLast();
            }
            if (!dots) {
                kept.addLast(segment);
            }
        }
        boolean folder = path.endsWith("/.") || path.endsWith("/..");
        return "/" + String.join("/", kept) + (folder && !kept.isEmpty() ? "/" : "");
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

    /**
     * What the query says, however it writes it: each parameter's values in their order, decoded as those of a form are.
     * {@code b=two%20words&a=1} says the same as {@code a=1&b=two+words}. What no escape can be read of stays as it is.
     */
    public Map<String, List<String>> parameters() {
        var parameters = new TreeMap<String, List<String>>();
        if (target.length() == path().length()) {
            return parameters;
        }
        for (String pair : target.substring(path().length() + 1).split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.computeIfAbsent(decoded(name), key -> new ArrayList<>()).add(decoded(value));
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            return text;
        }
    }

    /** Scheme, host and, where it is not the scheme's own, the port. */
    public String origin() {
        return scheme + "://" + authority();
    }

    /** Host and, where it is not the scheme's own, the port: what stands in {@code Host}. */
    public String authority() {
        return host + (port == defaultPort(scheme) ? "" : ":" + port);
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

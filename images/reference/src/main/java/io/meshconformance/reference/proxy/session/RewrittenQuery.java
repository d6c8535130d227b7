package io.meshconformance.reference.proxy.session;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A query as the real proxy writes it anew before it sends a browser to sign in, which is what Go's {@code url.Values}
 * makes of it: parameters by name, each name's values in their order, a space as a plus sign; what cannot be decoded, or
 * holds a semicolon, is left out.
 */
public final class RewrittenQuery {

    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private RewrittenQuery() {}

    /**
     * Writes a query anew.
     *
     * @param raw the query as the client sent it, without its question mark
     */
    public static String of(String raw) {
        Map<String, List<String>> values = new TreeMap<>();
        for (String pair : raw.split("&")) {
            if (!pair.isEmpty() && !pair.contains(";") && decodable(pair)) {
                int equals = pair.indexOf('=');
                values.computeIfAbsent(decode(equals < 0 ? pair : pair.substring(0, equals)), name -> new ArrayList<>())
                        .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return values.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> encode(entry.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
    }

    private static boolean decodable(String pair) {
        return !BROKEN_ESCAPE.matcher(pair).find();
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}

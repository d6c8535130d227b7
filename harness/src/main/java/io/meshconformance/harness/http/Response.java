package io.meshconformance.harness.http;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP response as it came over the wire.
 *
 * @param status its status code
 * @param headers its headers, in order
 * @param body its body, read as UTF-8, empty when there was none
 * @param trailers header lines behind the body, as gRPC has its status in
 */
public record Response(int status, Headers headers, String body, Headers trailers) implements Answer {

    private static final int EXCERPT = 160;
    /** What a token, a cookie or a key may be made of, in one piece, or any other character. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.~+/=%-]+|[^A-Za-z0-9_.~+/=%-]");

    /** A response without trailers. */
    public Response(int status, Headers headers, String body) {
        this(status, headers, body, Headers.none());
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.first(name);
    }

    /** The media type without parameters, in lower case; empty text without one. */
    public String mediaType() {
        String type = header("content-type").orElse("");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    /** Where it redirects to, as written; empty when the status is no redirect. */
    public Optional<String> location() {
        return status >= 300 && status < 400 ? header("location") : Optional.empty();
    }

    @Override
    public String summary() {
        // A redirect's query is long and full of what passes the redaction anyway; the headers have it whole.
        String to = location()
                .map(where -> " to " + where.replaceAll("\\?.*", "?…"))
                .orElse("");
        return "status " + status + to + excerpt();
    }

    /** Cut where a word begins: half a secret would pass the redaction. */
    private String excerpt() {
        String line = body.strip().replaceAll("\\s+", " ");
        if (line.isEmpty()) {
            return ", no body";
        }
        if (line.length() <= EXCERPT) {
            return ", body \"" + line + "\"";
        }
        Matcher words = WORD.matcher(line);
        int end = 0;
        while (words.find() && words.end() <= EXCERPT) {
            end = words.end();
        }
        return ", body \"" + line.substring(0, end) + "…\"";
    }
}

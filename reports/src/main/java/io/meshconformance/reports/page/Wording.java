package io.meshconformance.reports.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.meshconformance.reports.format.Documents;
import io.meshconformance.reports.model.CheckFailure;
import io.meshconformance.reports.model.Screenshot;
import io.meshconformance.reports.model.state.State;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** How values are written on the page. */
public final class Wording {

    /** Longer bodies are cut on the page; the YAML holds them whole. */
    private static final int BODY = 4_000;

    private static final int SPOKEN = 300;
    private static final Pattern REDACTED = Pattern.compile("\\[redacted[^\\]]*\\]");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");

    private Wording() {}

    /** Class of the style sheet for a state. */
    public static String tone(State state) {
        return state.tone().name().toLowerCase(Locale.ROOT);
    }

    /** Milliseconds for people: {@code 810 ms}, {@code 4.1 s}, {@code 2 min 05 s}. */
    public static String seconds(long millis) {
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 120_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        return String.format(Locale.ROOT, "%d min %02d s", millis / 60_000, millis / 1_000 % 60);
    }

    /** A number of bytes for people: {@code 312 bytes}, {@code 48 kB}, {@code 1.2 MB}. */
    public static String size(long bytes) {
        if (bytes < 1_000) {
            return bytes + " bytes";
        }
        return bytes < 1_000_000
                ? (bytes + 500) / 1_000 + " kB"
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1_000_000.0);
    }

    /** Day and minute of an instant. */
    public static String day(String instant) {
        return instant.length() < 16 ? instant : instant.substring(0, 10) + " " + instant.substring(11, 16) + " UTC";
    }

    /** A value as indented JSON with sorted keys. */
    public static String json(Map<String, Object> value) {
        try {
            return Documents.JSON
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(new TreeMap<>(value))
                    .replace("\r\n", "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map that was read from JSON can be written as JSON", e);
        }
    }

    /** Entries of a map by key. */
    public static Collection<Map.Entry<String, Object>> sorted(Map<String, Object> entry) {
        return new TreeMap<>(entry).entrySet();
    }

    /** What a check threw, in one text. */
    public static String failure(CheckFailure failure) {
        return failure.type().isEmpty() ? failure.message() : failure.type() + ": " + failure.message();
    }

    /** A body as HTML, cut where it is long. */
    public static String body(String text) {
        return text.length() <= BODY
                ? marked(text)
                : marked(text.substring(0, BODY)) + "\n<em>" + (text.length() - BODY)
                        + " more characters in the YAML</em>";
    }

    /** Text as HTML, with each redacted place marked: the same digest at two hops is the same token. */
    public static String marked(String text) {
        String escaped = escaped(text);
        return escaped.contains("[redacted") ? REDACTED.matcher(escaped).replaceAll("<mark>$0</mark>") : escaped;
    }

    /** A sentence as HTML, with what stands between backticks as code. */
    public static String prose(String text) {
        return CODE.matcher(marked(text)).replaceAll("<code>$1</code>");
    }

    /** Text as HTML and XML. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&#34;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c < ' ' && c != '\n' && c != '\t' ? '\uFFFD' : c);
            }
        }
        return escaped.toString();
    }

    /** The text in a picture on one line, short enough to be heard in place of it. */
    public static String readable(Screenshot picture) {
        String line = picture.text().strip().replaceAll("\\s+", " ");
        return line.length() <= SPOKEN ? line : line.substring(0, SPOKEN) + "…";
    }

    /** The first characters of a digest, enough to tell two apart. */
    public static String shortDigest(String digest) {
        String hex = digest.replaceFirst("^sha256:", "");
        return hex.length() <= 12 ? hex : hex.substring(0, 12);
    }
}

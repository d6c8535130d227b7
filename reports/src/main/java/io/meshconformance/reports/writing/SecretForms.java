package io.meshconformance.reports.writing;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The forms a secret may have in a file: as it is, inside JSON, HTML or a URL, and in base64, where it may stand in the
 * middle of something longer. A secret of several lines (a PEM) is looked for line by line, since YAML indents them.
 */
final class SecretForms {

    private static final int LONG_LINE = 16;

    private SecretForms() {}

    static Collection<byte[]> of(String secret) {
        Map<String, byte[]> forms = new LinkedHashMap<>();
        add(forms, secret);
        String[] lines = secret.split("\\R");
        if (lines.length > 1) {
            for (String line : lines) {
                if (line.length() >= LONG_LINE && !line.startsWith("-----")) {
                    add(forms, line.strip());
                }
            }
        }
        return forms.values();
    }

    private static void add(Map<String, byte[]> forms, String text) {
        put(forms, text);
        put(forms, String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)));
        put(forms, html(text));
        put(forms, html(text).replace("&#39;", "'").replace("&#34;", "\""));
        put(forms, URLEncoder.encode(text, StandardCharsets.UTF_8));
        put(forms, URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int offset = 0; offset < 3; offset++) {
            put(forms, inBase64(bytes, offset, Base64.getEncoder()));
            put(forms, inBase64(bytes, offset, Base64.getUrlEncoder()));
        }
    }

    /**
     * The characters that base64 gives these bytes wherever they start at an offset (modulo three) in something longer;
     * characters that depend on what stands before or after are left out.
     */
    private static String inBase64(byte[] bytes, int offset, Base64.Encoder encoder) {
        byte[] shifted = new byte[bytes.length + offset];
        System.arraycopy(bytes, 0, shifted, offset, bytes.length);
        String encoded = encoder.withoutPadding().encodeToString(shifted);
        int from = offset == 0 ? 0 : offset + 1;
        int to = shifted.length % 3 == 0 ? encoded.length() : encoded.length() - 1;
        return from < to ? encoded.substring(from, to) : "";
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;");
    }

    private static void put(Map<String, byte[]> forms, String form) {
        forms.putIfAbsent(form, form.getBytes(StandardCharsets.UTF_8));
    }
}

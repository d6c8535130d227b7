package io.meshconformance.reference.proxy.serve;

import io.meshconformance.reference.proxy.identity.Json;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The HTML shell: a title and the page's data, as scripts of the real proxy would read them. Our own words. */
final class HtmlShell {
    private HtmlShell() {}

    /**
     * A page.
     *
     * @param name the page's name in its data
     * @param title shown by the browser
     * @param data what the page is about
     */
    static String html(String name, String title, Map<String, ? extends @Nullable Object> data) {
        Map<String, @Nullable Object> all = new TreeMap<>(data);
        all.put("page", name);
        // "</script>" in a value must not end the script; in JSON a slash may be escaped.
        String json = Json.text(all).replace("</", "<\\/").replace("<!--", "<\\u0021--");
        return """
                <!DOCTYPE html>
                <html lang="en">
                  <head>
                    <meta charset="utf-8">
                    <meta name="viewport" content="width=device-width, initial-scale=1">
                    <title>%s</title>
                  </head>
                  <body>
                    <h1>%s</h1>
                    <p>Answered by the reference proxy, which is not Pomerium.</p>
                    <script>window.POMERIUM_DATA = %s;</script>
                  </body>
                </html>
                """.formatted(escaped(title), escaped(title), json);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

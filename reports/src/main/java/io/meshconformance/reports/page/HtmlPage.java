package io.meshconformance.reports.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.meshconformance.reports.model.ConformanceReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Renders a report with the templates that were compiled at build. The same report gives the same bytes. */
public final class HtmlPage {

    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(ContentType.Html);

    private HtmlPage() {}

    /** The page of a report, in UTF-8. */
    public static byte[] render(ConformanceReport report) {
        StringOutput output = new StringOutput(1 << 16);
        TEMPLATES.render("page.jte", new PageView(report, style()), output);
        return output.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The style sheet that every page carries inside. */
    static String style() {
        try (InputStream stream = HtmlPage.class.getResourceAsStream("page.css")) {
            if (stream == null) {
                throw new IllegalStateException("page.css is not beside HtmlPage on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("page.css cannot be read", e);
        }
    }
}

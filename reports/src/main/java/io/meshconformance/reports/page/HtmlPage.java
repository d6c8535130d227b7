package io.meshconformance.reports.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.meshconformance.reports.model.ConformanceReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Renders a report with the templates that were compiled at build. The same report gives the same bytes. */
public final class HtmlPage {

    /** Name of the front page. */
    public static final String FRONT = "index.html";

    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(ContentType.Html);

    private HtmlPage() {}

    /**
     * The front page, and pages of their own for evidence that stands apart, as {@link PageView#apart} says. By name below
     * the folder of the report, in UTF-8.
     */
    public static Map<String, byte[]> render(ConformanceReport report) {
        PageView front = new PageView(report, frontStyle(), true);
        PageView behind = new PageView(report, style(), false);
        Map<String, byte[]> pages = new LinkedHashMap<>();
        pages.put(FRONT, rendered("page.jte", Map.of("page", front)));
        report.scenarios().stream()
                .filter(front::apart)
                .forEach(scenario -> pages.put(
                        front.evidencePage(scenario),
                        rendered("evidence.jte", Map.of("page", behind, "scenario", scenario))));
        return pages;
    }

    /** Renders a template. */
    static byte[] rendered(String template, Map<String, Object> parameters) {
        StringOutput output = new StringOutput(1 << 16);
        TEMPLATES.render(template, parameters, output);
        return output.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What every page carries inside, without the spaces its authors like: there may be hundreds of pages. */
    private static String style() {
        return text("page.css");
    }

    /** What the front page carries, and a comparison: besides that of every page its own. */
    static String frontStyle() {
        return text("front.css") + style();
    }

    private static String text(String file) {
        try (InputStream stream = HtmlPage.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException(file + " is not beside HtmlPage on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .replaceAll("\\s*([{};])\\s*", "$1");
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}

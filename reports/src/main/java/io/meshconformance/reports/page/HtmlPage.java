package io.meshconformance.reports.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.ScenarioResult;
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

    /** The front page opens at once below this size, in bytes; above it, evidence moves to pages of its own. */
    static final int BUDGET = 2_000_000;

    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(ContentType.Html);

    private HtmlPage() {}

    /**
     * The front page, and where it would get too large a page for the evidence of each scenario: first of those that
     * passed, then of all. By name below the folder of the report, in UTF-8.
     */
    public static Map<String, byte[]> render(ConformanceReport report) {
        String style = style();
        byte[] front = new byte[0];
        PageView view = new PageView(report, style, PageView.Evidence.INLINE);
        for (PageView.Evidence evidence : PageView.Evidence.values()) {
            view = new PageView(report, style, evidence);
            front = rendered("page.jte", Map.of("page", view));
            if (front.length <= BUDGET) {
                break;
            }
        }
        Map<String, byte[]> pages = new LinkedHashMap<>();
        pages.put(FRONT, front);
        for (ScenarioResult scenario : report.scenarios()) {
            if (view.apart(scenario)) {
                PageView whole = new PageView(report, style, PageView.Evidence.INLINE);
                pages.put(
                        view.evidencePage(scenario),
                        rendered("evidence.jte", Map.of("page", whole, "scenario", scenario)));
            }
        }
        return pages;
    }

    /** Renders a template that stands alone. */
    static byte[] rendered(String template, Map<String, Object> parameters) {
        StringOutput output = new StringOutput(1 << 16);
        TEMPLATES.render(template, parameters, output);
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

package io.meshconformance.reports.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateException;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.ScenarioResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Renders a report with the templates that were compiled at build. The same report gives the same bytes. */
public final class HtmlPage {

    /** Name of the front page. */
    public static final String FRONT = "index.html";

    /** The front page opens at once below this size, in bytes; above it, evidence moves to pages of its own. */
    static final int BUDGET = 2_000_000;

    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(ContentType.Html);

    private HtmlPage() {}

    /**
     * The front page, and where it would get too large a page for the evidence of each scenario, as
     * {@link PageView.Evidence} says. By name below the folder of the report, in UTF-8.
     */
    public static Map<String, byte[]> render(ConformanceReport report) {
        String style = style();
        PageView view = new PageView(report, style, PageView.Evidence.APART, true);
        Optional<byte[]> front = Optional.empty();
        for (PageView.Evidence evidence : PageView.Evidence.values()) {
            PageView tried = new PageView(report, style, evidence, true);
            front = within(BUDGET, "page.jte", Map.of("page", tried));
            if (front.isPresent()) {
                view = tried;
                break;
            }
        }
        Map<String, byte[]> pages = new LinkedHashMap<>();
        PageView last = view;
        pages.put(FRONT, front.orElseGet(() -> rendered("page.jte", Map.of("page", last))));
        PageView whole = new PageView(report, style, PageView.Evidence.INLINE, false);
        for (ScenarioResult scenario : report.scenarios()) {
            if (view.apart(scenario)) {
                pages.put(
                        view.evidencePage(scenario),
                        rendered("evidence.jte", Map.of("page", whole, "scenario", scenario)));
            }
        }
        return pages;
    }

    /** Renders a template that stands alone. */
    static byte[] rendered(String template, Map<String, Object> parameters) {
        return within(Integer.MAX_VALUE, template, parameters).orElseThrow();
    }

    /** Renders a template as far as it stays within so many bytes; empty where it does not. */
    private static Optional<byte[]> within(int budget, String template, Map<String, Object> parameters) {
        LimitedOutput output = new LimitedOutput(budget);
        try {
            TEMPLATES.render(template, parameters, output);
        } catch (TemplateException e) {
            if (output.exceeded()) {
                return Optional.empty();
            }
            throw e;
        }
        byte[] page = output.toString().getBytes(StandardCharsets.UTF_8);
        return page.length <= budget ? Optional.of(page) : Optional.empty();
    }

    /** The style sheet that every page carries inside, without the spaces its authors like: there may be hundreds of pages. */
    static String style() {
        try (InputStream stream = HtmlPage.class.getResourceAsStream("page.css")) {
            if (stream == null) {
                throw new IllegalStateException("page.css is not beside HtmlPage on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .replaceAll("\\s*([{};])\\s*", "$1");
        } catch (IOException e) {
            throw new UncheckedIOException("page.css cannot be read", e);
        }
    }
}

package io.meshconformance.reports.page;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Contrast of the style sheet's palette, which an automatic check of the page leaves open for text in drawings. */
class PaletteTest {

    private static final double AA = 4.5;
    private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): (#[0-9a-f]{6})");

    @Test
    void textReadsOnPaperAndPanelInBothThemes() {
        for (Map<String, String> theme : themes()) {
            for (String ground : List.of("paper", "panel")) {
                for (String text : List.of("ink", "muted", "link")) {
                    assertReadable(theme, text, ground);
                }
            }
            assertReadable(theme, "ink", "mark");
            assertReadable(theme, "ink", "bad-tint");
            assertReadable(theme, "ink", "broken-tint");
        }
    }

    @Test
    void everyStateReadsOnItsTintAndOnPaper() {
        for (Map<String, String> theme : themes()) {
            for (String tone : List.of("good", "bad", "broken", "partly", "quiet")) {
                assertReadable(theme, tone, tone + "-tint");
                assertReadable(theme, tone, "paper");
            }
        }
    }

    private static void assertReadable(Map<String, String> theme, String text, String ground) {
        double contrast = contrast(requireNonNull(theme.get(text)), requireNonNull(theme.get(ground)));
        assertTrue(contrast >= AA, "%s on %s has %.2f".formatted(text, ground, contrast));
    }

    private static List<Map<String, String>> themes() {
        String[] parts = HtmlPage.frontStyle().split("prefers-color-scheme: dark", 2);
        assertEquals(2, parts.length, "a light and a dark theme");
        Map<String, String> light = colours(parts[0]);
        Map<String, String> dark = colours(parts[1]);
        assertEquals(light.keySet(), dark.keySet(), "both themes name the same colours");
        return List.of(light, dark);
    }

    private static Map<String, String> colours(String css) {
        Map<String, String> colours = new TreeMap<>();
        Matcher matcher = COLOUR.matcher(css);
        while (matcher.find()) {
            colours.put(matcher.group(1), matcher.group(2));
        }
        return colours;
    }

    /** Contrast ratio of WCAG 2.2. */
    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
    }

    private static double channel(String colour, int at) {
        double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}

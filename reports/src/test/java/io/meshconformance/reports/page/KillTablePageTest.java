package io.meshconformance.reports.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.evidence.mutants.Colour;
import io.meshconformance.evidence.mutants.KillTable;
import io.meshconformance.evidence.mutants.MutantResult;
import io.meshconformance.evidence.mutants.MutantScenario;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KillTablePageTest {

    private static final MutantScenario RED = new MutantScenario("POL-001", Colour.RED, "a check failed");
    private static final MutantScenario GREEN = new MutantScenario("POL-002", Colour.GREEN, "");
    private static final MutantScenario BROKEN = new MutantScenario("POL-003", Colour.BROKEN, "the <node> is gone");

    @Test
    @DisplayName("mutants stand by what became of them, the worst first, and then by name")
    void order() {
        String page = page(
                new MutantResult("killed-b", "Wrong.", List.of(RED), List.of(GREEN), 1_000),
                new MutantResult("killed-a", "Wrong.", List.of(RED), List.of(), 1_000),
                new MutantResult("broken", "Wrong.", List.of(BROKEN), List.of(), 1_000),
                new MutantResult("strayed", "Wrong.", List.of(RED), List.of(RED), 1_000),
                new MutantResult("survived", "Wrong.", List.of(RED, GREEN), List.of(), 1_000));

        assertEquals(
                List.of("survived", "strayed", "broken", "killed-a", "killed-b"),
                Pattern.compile("<th scope=\"row\" class=\"id\"><code>([^<]+)</code>")
                        .matcher(page)
                        .results()
                        .map(row -> row.group(1))
                        .toList());
        assertTrue(page.contains("<h1>3 of 5 mutants killed, 1 survived</h1>"), page);
        assertTrue(page.contains("5 of 7 mutants were played"), page);
    }

    @Test
    @DisplayName("a scenario that was not judged stands with its reason, whose marks are no markup")
    void notJudged() {
        String page = page(new MutantResult("broken", "Wrong.", List.of(BROKEN), List.of(), 1_000));

        assertTrue(page.contains("<code>POL-003</code> <span class=\"note\">the &lt;node&gt; is gone</span>"), page);
        assertFalse(page.contains("<node>"));
    }

    @Test
    @DisplayName(
            "a scenario that was red beside others and green alone is unstable, and does not change a mutant's fate")
    void unstable() {
        var unstable = new MutantScenario("POL-004", Colour.UNSTABLE, "no answer");
        String page = page(new MutantResult("killed", "Wrong.", List.of(RED), List.of(unstable), 1_000));

        assertTrue(
                page.contains(
                        "<code>POL-004</code> <span class=\"note\">unstable: green when it was played again alone."
                                + " no answer</span>"),
                page);
        assertFalse(page.contains("strayed"), page);
    }

    private static String page(MutantResult... mutants) {
        return new String(
                KillTablePage.render(new KillTable(42, "2026-11-27T09:00:00Z", 7, List.of(mutants), 5_000)),
                StandardCharsets.UTF_8);
    }
}

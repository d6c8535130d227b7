package io.meshconformance.reports.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.sample.LargeRun;
import io.meshconformance.reports.sample.RichRun;
import io.meshconformance.reports.sample.SampleRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepSummaryTest {

    @TempDir
    Path folder;

    @Test
    void itSaysTheVerdictWhatWasJudgedWhatFailedWhereAndWhatChanged() {
        String page = summary(RichRun.failing().report());

        for (String part : List.of(
                "## ✕ 1 promise broken: it lets somebody in\n\nNot conformant: 1 scenario broke its promise (GUIDE-002)",
                "Mesh conformance: **nonconformant**, exit code 1; ",
                "| **GUIDE-002** MUST | lets somebody in | with both policies and no annotation",
                "<code>403, body exactly &#96;RBAC: access denied&#96;",
                "| the application (its page) |",
                "accepted: the sidecar answers 401 where the promise says 403",
                "Stand-ins were judged in place of the products: **reference proxy, not Pomerium**",
                "| proxy | **stand-in: reference proxy, not Pomerium** | 0.1.0 |",
                "### Since run n058",
                "| GUIDE-002 | passed | failed | regressed |",
                "| istiod | 1.30.2 | 1.30.3 |",
                "| RES-004 | skipped | 1 of 1 checks not judged: no load generator on this machine |",
                " scenarios are new, and passed.",
                "git checkout 0123456789abcdef0123456789abcdef01234567\nci/verify --images local")) {
            assertTrue(page.contains(part), () -> part + "\n is not in\n" + page);
        }
    }

    @Test
    void whereNothingStandsInForAProductNothingSaysSo() {
        String page = summary(new SampleRun().broken("No Docker.").report());

        assertTrue(page.contains("### Environment broken\n\nNo Docker.\n\nCure: Start Docker."), page);
        assertTrue(page.contains("## ! Nothing is proved by this run\n"), page);
    }

    @Test
    void itStaysBelowWhatGitHubTakesAndCountsWhatItLeavesOut() {
        SampleRun run = new SampleRun().whole();
        String wide = "\ud83d\udca5|".repeat(400);
        for (int i = 0; i < 1_500; i++) {
            run.scenario("POL-%03d".formatted(i), Ending.failed(new AssertionError(wide)));
        }
        byte[] page = StepSummary.of(run.report());
        byte[] large = StepSummary.of(LargeRun.ofWhichFailed(400).report());

        assertTrue(page.length < StepSummary.LIMIT && large.length < StepSummary.LIMIT, page.length + " bytes");
        assertTrue(
                new String(page, StandardCharsets.UTF_8).matches("(?s).*and \\d+ more, which stand in the report.*"));
    }

    @Test
    void hostileTextStaysTextInItsCell() {
        String hostile =
                "a | b\n| c |\n</code></pre><img src=x onerror=alert(1)> `x` @octocat [l](http://e.test) *b* $x$ :bomb:";
        String page = summary(new SampleRun()
                .whole()
                .scenario("GUIDE-002", Ending.failed(new AssertionError(hostile)))
                .report());

        String row = page.lines()
                .filter(line -> line.startsWith("| **GUIDE-002**"))
                .findFirst()
                .orElseThrow();
        assertEquals(7, row.split("\\|", -1).length - 1, row);
        for (String raw : List.of("<img", "@octocat", "[l]", "http:", "`x`", "*b*", "$x$", ":bomb:")) {
            assertFalse(row.contains(raw), raw + " in " + row);
        }
        assertTrue(row.contains("&#64;octocat"), row);
    }

    @Test
    void onlyAStepOfGitHubIsTold() throws IOException {
        Path file = folder.resolve("summary.md");
        assertEquals(Optional.empty(), GitHubActions.in(Map.of()));
        assertEquals(Optional.empty(), GitHubActions.in(Map.of("GITHUB_STEP_SUMMARY", file.toString())));
        ConformanceReport report = RichRun.passing().report();

        GitHubActions.in(Map.of("GITHUB_ACTIONS", "true")).orElseThrow().summarize(report);
        assertFalse(Files.exists(file));
        GitHubActions step = GitHubActions.in(Map.of(
                        "GITHUB_ACTIONS", "true",
                        "GITHUB_STEP_SUMMARY", file.toString(),
                        "GITHUB_SERVER_URL", "https://git.example.test",
                        "GITHUB_REPOSITORY", "o/r",
                        "GITHUB_RUN_ID", "7"))
                .orElseThrow();
        step.summarize(report);
        step.summarize(report);
        String written = Files.readString(file);
        assertEquals(3, written.split("Mesh conformance: \\*\\*conformant", -1).length, written);
        assertTrue(written.contains("(https://git.example.test/o/r/actions/runs/7#artifacts)"), written);
    }

    private static String summary(ConformanceReport report) {
        return new String(StepSummary.of(report), StandardCharsets.UTF_8);
    }
}

package io.meshconformance.reports.page;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.events.RecordedScenario;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.RequirementRow;
import io.meshconformance.reports.model.Screenshot;
import io.meshconformance.reports.model.requirement.Strength;
import io.meshconformance.reports.sample.LargeRun;
import io.meshconformance.reports.sample.RichRun;
import io.meshconformance.reports.sample.SampleRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a reader looks for is on the page, where it is looked for. */
class ReadersPageTest {

    @Test
    void showsEveryRequirementAndEveryScenarioWithItsAnchor() {
        ConformanceReport report = RichRun.failing().report();
        String page = page(report);

        for (RequirementRow row : report.requirements()) {
            assertTrue(page.contains("<code>" + row.id() + "</code>"), row.id());
        }
        report.scenarios().forEach(scenario -> assertTrue(page.contains("id=\"" + scenario.id() + "\"")));
    }

    @Test
    void thePageOfAPromiseSaysWhatItsFailureMeansAndWhichPublicReportsItWouldHaveCaught() {
        Map<String, byte[]> pages = HtmlPage.render(RichRun.failing().report());
        String link = "<a href=\"https://github.com/pomerium/pomerium/issues/5343\">pomerium#5343</a>";
        String front = text(pages.get(HtmlPage.FRONT));
        String evidence = text(pages.get("evidence/PROXY-001.html"));

        assertTrue(evidence.contains("would have caught " + link), evidence);
        assertTrue(evidence.contains("MUST, keeps everybody out when broken"), evidence);
        assertTrue(
                front.contains("<strong class=\"block\">lets somebody in</strong>"), "what broke says what it means");
        assertTrue(front.contains("1 promise broken: it lets somebody in</h1>"), "and the verdict before all");
    }

    @Test
    void everyPublicReportThatTheRunGuardsAgainstIsListedWithThePromiseAndItsOutcome() {
        String all = page(RichRun.passing().report());
        String one = page(new SampleRun()
                .asked("GUIDE-002")
                .add(RichRun.scenario("GUIDE-002", "title", Ending.PASSED, true))
                .report());
        String listed = all.substring(all.indexOf("id=\"public-reports\""), all.indexOf("id=\"scenarios\""));

        SampleRun.REQUIREMENTS.requirements().stream()
                .filter(promise -> promise.strength() == Strength.MUST)
                .forEach(promise -> promise.guards()
                        .forEach(guard -> assertTrue(
                                listed.contains("<a href=\"" + guard.link() + "\">" + guard.reference() + "</a></li>")
                                        && listed.contains("<a href=\"#req-" + promise.id() + "\">"),
                                guard::reference)));
        assertFalse(one.contains("id=\"public-reports\""), "nothing that guards against one was played");
    }

    @Test
    void aRowSaysWhichHeadersTheScenarioChose() {
        assertTrue(
                page(RichRun.failing().report())
                        .contains(
                                "<span class=\"note block\">with x-forwarded-for: 10.42.0.1, x-forwarded-for: 10.42.0.7</span>"));
    }

    @Test
    void saysReferenceBeforeAnythingElseIsRead() {
        String page = page(RichRun.passing().report());

        int reference = page.indexOf("reference proxy, not Pomerium");
        assertTrue(reference > 0 && reference < page.indexOf("id=\"gates\""), "near the verdict");
    }

    @Test
    void keepsRepeatedHeadersInOrderAndMarksWhatWasRedacted() {
        String page = page(RichRun.failing().report());

        assertTrue(page.indexOf("10.42.0.1") < page.indexOf("10.42.0.7"));
        assertTrue(page.contains("<mark>[redacted hmac:1a2b3c4d]</mark>"));
    }

    @Test
    void answersInTheOrderInWhichAReaderAsks() {
        String page = page(RichRun.failing().report());
        List<String> order = List.of(
                "id=\"verdict-title\"",
                "id=\"failures\"",
                "id=\"since\"",
                "id=\"gates\"",
                "id=\"judged\"",
                "id=\"requirements\"",
                "id=\"scenarios\"",
                "id=\"reproduce\"",
                "id=\"trend\"");

        List<Integer> places = order.stream().map(page::indexOf).toList();
        assertFalse(places.contains(-1), places::toString);
        assertEquals(places.stream().sorted().toList(), places);
    }

    @Test
    void everyCheckNamesItsRequirementAndEveryRequirementQuotesItsParagraph() {
        String page = page(RichRun.failing().report());

        assertTrue(page.contains("Proves <a href=\"#req-GUIDE-002\">GUIDE-002</a>"));
        assertTrue(page.contains("This confirms that the policy is in place and denying our request.</q>"));
    }

    @Test
    void whatChangedStandsBesideTheVersionsThatMayBeTheCause() {
        String page = page(RichRun.failing().report());
        String since = page.substring(page.indexOf("id=\"since\""), page.indexOf("id=\"gates\""));

        assertTrue(since.contains(">GUIDE-002</a>") && since.contains("regressed"), since);
        assertTrue(since.contains("<td data-label=\"Then\">1.30.2</td><td data-label=\"Now\">1.30.3</td>"), since);
    }

    @Test
    void retriedAndUnsteadyScenariosAreMarked() {
        String page = page(new SampleRun()
                .add(RichRun.scenario("JWT-001", "title", Ending.PASSED, true))
                .history(RichRun.history(20))
                .report());

        assertTrue(page.contains("failed in 2 of 20 earlier runs"), "told over the nights");
        assertTrue(page.contains("<b>2</b> retries while waiting"), "waits that were made again are counted");
    }

    @Test
    void theRulesAndTheExitCodeArePrinted() {
        ConformanceReport report = RichRun.failing().report();
        String page = page(report);

        assertTrue(page.contains("Exit code <b>1</b>"));
        report.verdict().gates().forEach(gate -> {
            assertFalse(gate.rule().isEmpty(), gate.id());
            assertTrue(page.contains(Wording.escaped(gate.rule())), gate.id());
        });
    }

    @Test
    void aPolicyThatTheDecisionNamesIsMarked() {
        String page = text(HtmlPage.render(RichRun.passing().report()).get("evidence/GUIDE-001.html"));

        assertTrue(
                page.contains("the sidecar decided:</span> <code>rbac_access_denied_matched_policy[none]</code>"),
                page);
        assertTrue(
                page.contains("hello-jwt <span class=\"chip partly\"><span aria-hidden=\"true\">→</span> named by"),
                page);
    }

    @Test
    void theCommandThatShowsItAgainNamesCommitSeedAndScenario() {
        String page = page(RichRun.failing().report());

        assertTrue(page.contains("ci/verify --images local --scenario GUIDE-002"));
        assertTrue(page.contains("git checkout 0123456789abcdef0123456789abcdef01234567"));
        assertTrue(page.contains("istiod 1.30.3"));
    }

    @Test
    void aLargePictureIsLinkedToWhereItLiesFromEveryPage() {
        String file = "evidence/0123456789abcdef.png";
        RecordedScenario rich = RichRun.scenario("GUIDE-001", "title", Ending.PASSED, true);
        Screenshot large = new Screenshot("dashboard", file, "image/png", "0".repeat(64), 61_000, null, "", "");
        Map<String, byte[]> pages = HtmlPage.render(LargeRun.ofWhichFailed(0)
                .add(new RecordedScenario(
                        "GUIDE-001",
                        "title",
                        Ending.PASSED,
                        0,
                        1,
                        rich.evidence(),
                        rich.checks(),
                        List.of(large),
                        null,
                        false))
                .report());

        assertTrue(text(pages.get(HtmlPage.FRONT)).contains("href=\"" + file + "\""));
        String evidence = text(pages.get("evidence/GUIDE-001.html"));
        assertTrue(evidence.contains("href=\"../" + file + "\""), "one folder up");
        assertFalse(evidence.contains("href=\"" + file + "\""));
    }

    @Test
    void whatStaysForALookIsTheNodeAndNoNamespace() {
        String page = page(RichRun.passing().report());

        assertTrue(page.contains("The namespace of a scenario is deleted when it ends, always."));
        assertFalse(page.contains("keep its namespace"));
    }

    @Test
    void writesSamplesToLookAt() throws IOException {
        Path samples = Files.createDirectories(Path.of("target/samples"));
        Files.writeString(
                samples.resolve("failing.html"), page(RichRun.failing().report()));
        Files.writeString(
                samples.resolve("passing.html"), page(RichRun.passing().report()));
        Files.write(
                samples.resolve("merged.html"),
                ComparisonPage.render(List.of(
                        new ComparisonPage.Column(RichRun.passing().id("one").report(), "passing.html"),
                        new ComparisonPage.Column(
                                RichRun.failing()
                                        .id("two")
                                        .version("istiod", "1.31.4")
                                        .report(),
                                "failing.html"),
                        new ComparisonPage.Column(
                                RichRun.failing()
                                        .id("three")
                                        .version("proxy", "0.2.0")
                                        .report(),
                                ""))));
        SampleRun broken = new SampleRun().broken("Docker does not answer.").died();
        Files.writeString(samples.resolve("broken.html"), page(broken.report()));
        SampleRun few = new SampleRun()
                .asked("GUIDE-002")
                .history(RichRun.history(9))
                .add(RichRun.scenario("GUIDE-002", "title", Ending.PASSED, true));
        Files.writeString(samples.resolve("few.html"), page(few.report()));
        for (String name : List.of("failing", "passing", "broken", "few")) {
            assertTrue(Files.size(samples.resolve(name + ".html")) > 10_000, name);
        }
    }

    private static String page(ConformanceReport report) {
        return text(HtmlPage.render(report).get(HtmlPage.FRONT));
    }

    private static String text(byte @Nullable [] page) {
        return new String(requireNonNull(page), StandardCharsets.UTF_8);
    }
}

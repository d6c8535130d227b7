package io.meshconformance.reports.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reports.events.CheckEvent;
import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.events.RecordedCheck;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.Exchange;
import io.meshconformance.reports.model.Expectation;
import io.meshconformance.reports.model.Hop;
import io.meshconformance.reports.model.Request;
import io.meshconformance.reports.model.Response;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.sample.SampleRun;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each check has its path; one stands for the scenario; only who says so is framed. */
class HopPathTest {

    private static final List<Hop> SERVED = path("admits it", "answers 200");
    private static final List<Hop> REFUSED = path("answers 403, known by its body", "saw nothing of it");
    private static final List<Hop> CUT_OFF = path("no log entry of this request", "saw nothing of it");

    @Test
    void theLastRefusalStandsForTheScenario() {
        assertEquals(REFUSED, scenario(check("a", REFUSED), check("b", SERVED)).hops());
        assertEquals(CUT_OFF, scenario(check("a", CUT_OFF), check("b", SERVED)).hops());
        assertEquals(SERVED, scenario(check("a", List.of()), check("b", SERVED)).hops());
        assertEquals(
                SERVED,
                scenario(failed(SERVED), check("b", REFUSED)).hops(),
                "unless a check failed: then its path is what a reader asks for");
    }

    @Test
    void aRedirectToSignInAndAnAnswerOfTheProxyItselfAreNoRefusals() {
        List<Hop> signIn =
                List.of(new Hop("browser", "", "asks"), new Hop("proxy", "nobody", "answers 302, known by x"));

        assertEquals(REFUSED, scenario(check("a", REFUSED), check("b", signIn)).hops());
    }

    @Test
    void everyCheckKeepsItsPathAndIsDrawnWhereItIsNotTheOneAtTheHead() {
        SampleRun run =
                new SampleRun().scenario("GUIDE-001", List.of(), check("first", SERVED), check("second", REFUSED));
        ConformanceReport report = run.report();
        String page = page(report);

        assertEquals(SERVED, report.scenarios().get(0).checks().get(0).hops());
        assertEquals(REFUSED, report.scenarios().get(0).checks().get(1).hops());
        assertEquals(1, page.split("<title>Path of GUIDE-001</title>", -1).length - 1);
        assertEquals(1, page.split("<title>Path of GUIDE-001, check first</title>", -1).length - 1);
        assertFalse(page.contains("<title>Path of GUIDE-001, check second</title>"));
        assertTrue(page.contains("Its path is the one at the head of GUIDE-001."));
    }

    @Test
    void ofAConnectionThatWasCutOffNobodyIsFramed() {
        ScenarioResult scenario = scenario(withExpectation(CUT_OFF, "application"), check("b", SERVED));
        String svg = HopDiagram.svg(HopPath.of(scenario));

        assertFalse(svg.contains("answered\""), svg);
        assertTrue(svg.contains(">nobody answered</text>"), svg);
        assertTrue(page(new SampleRun()
                        .scenario("GUIDE-001", List.of(), check("a", CUT_OFF))
                        .report())
                .contains("The path, hop by hop: nobody answered"));
    }

    @Test
    void whoSaysThatItAnswersOrCutsOffIsFramedAloneAndNobodyIsMissed() {
        List<Hop> cuts = path("cuts the connection off", "saw nothing of it");

        for (List<Hop> hops : List.of(SERVED, REFUSED, cuts)) {
            String svg = HopDiagram.svg(HopPath.of(scenario(check("a", hops))));
            assertEquals(2, svg.split("hop answered\"", -1).length, svg);
            assertFalse(svg.contains("nobody answered"), svg);
        }
    }

    @Test
    void anAnswerOfAnUnknownHopIsNotCalledSilence() {
        Exchange unknown = new Exchange(
                "1",
                "browser",
                "",
                new Request("GET", "https://x/", List.of(), ""),
                new Response(404, List.of(), ""),
                null,
                "an unknown hop",
                "",
                1,
                null,
                List.of());
        ScenarioResult scenario = scenario(check("a", CUT_OFF, List.of(unknown), null));

        assertEquals("which hop answered is not known", HopPath.of(scenario).silence());
    }

    private static List<Hop> path(String sidecar, String workload) {
        return List.of(
                new Hop("pod client", "shows nothing of itself", "asks GET /"),
                new Hop("sidecar", "no peer identity", sidecar),
                new Hop("workload", "nobody", workload));
    }

    private static RecordedCheck check(String id, List<Hop> hops) {
        return check(id, hops, List.of(), null);
    }

    private static RecordedCheck withExpectation(List<Hop> hops, String answeredBy) {
        return check("a", hops, List.of(), new Expectation("GET", "no answer", "no answer", answeredBy, true));
    }

    private static RecordedCheck check(
            String id, List<Hop> hops, List<Exchange> exchanges, @Nullable Expectation expectation) {
        List<Expectation> expectations = expectation == null ? List.of() : List.of(expectation);
        CheckEvent event = new CheckEvent(null, expectations, exchanges, null, null, null, hops, null);
        return new RecordedCheck(id, "a sentence", Ending.PASSED, 0, 1, event);
    }

    private static RecordedCheck failed(List<Hop> hops) {
        CheckEvent event = new CheckEvent(null, null, null, null, null, null, hops, null);
        return new RecordedCheck("failed", "a sentence", Ending.failed(new AssertionError("no")), 0, 1, event);
    }

    private static ScenarioResult scenario(RecordedCheck... checks) {
        return new SampleRun()
                .scenario("GUIDE-001", List.of(), checks)
                .report()
                .scenarios()
                .get(0);
    }

    private static String page(ConformanceReport report) {
        return new String(HtmlPage.render(report).get(HtmlPage.FRONT), StandardCharsets.UTF_8);
    }
}

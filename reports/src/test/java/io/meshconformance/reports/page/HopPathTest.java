package io.meshconformance.reports.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Caller;
import io.meshconformance.evidence.Deed;
import io.meshconformance.evidence.ExchangeEvidence;
import io.meshconformance.evidence.PathHop;
import io.meshconformance.evidence.WorkloadLog.Told;
import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.events.RecordedCheck;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.ScenarioResult;
import io.meshconformance.reports.sample.EvidenceSamples;
import io.meshconformance.reports.sample.SampleRun;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each check has its path; one stands for the scenario; only who says so is framed. */
class HopPathTest {

    private static final List<PathHop> SERVED = path(Deed.PASSED, Deed.answered(200, "its own page"), Told.CAME);
    private static final List<PathHop> REFUSED = path(Deed.answered(403, "its body"), Deed.UNSEEN, Told.DID_NOT_COME);
    private static final List<PathHop> CUT_OFF = path(Deed.UNSEEN, Deed.UNSEEN, Told.DID_NOT_COME);

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
        Caller nobody = new Caller.Browser(null);
        List<PathHop> signIn = List.of(
                new PathHop.Client(nobody, "GET", "/", false, List.of(), Deed.ASKED),
                new PathHop.Proxy(null, Deed.answered(302, "redirect to its sign-in")));

        assertEquals(REFUSED, scenario(check("a", REFUSED), check("b", signIn)).hops());
    }

    @Test
    void everyCheckKeepsItsPathAndIsDrawnWhereItIsNotTheOneAtTheHead() {
        SampleRun run = new SampleRun().scenario("GUIDE-001", check("first", SERVED), check("second", REFUSED));
        ConformanceReport report = run.report();
        String page = page(report, "evidence/GUIDE-001.html");

        assertEquals(SERVED, report.scenarios().get(0).checks().get(0).hops());
        assertEquals(REFUSED, report.scenarios().get(0).checks().get(1).hops());
        assertEquals(1, page.split("<title>Path of GUIDE-001</title>", -1).length - 1);
        assertEquals(1, page.split("<title>Path of GUIDE-001, check first</title>", -1).length - 1);
        assertFalse(page.contains("<title>Path of GUIDE-001, check second</title>"));
        assertTrue(page.contains("Its path is the one at the head of GUIDE-001."));
    }

    @Test
    void ofAConnectionThatWasCutOffNoHopIsFramed() {
        ScenarioResult scenario = scenario(check("a", CUT_OFF), check("b", SERVED));
        String svg = HopDiagram.svg(HopPath.of(scenario));

        assertFalse(svg.contains("answered\""), svg);
        assertTrue(svg.contains(">no hop answered</text>"), svg);
        assertTrue(page(
                        new SampleRun()
                                .scenario("GUIDE-001", check("a", CUT_OFF))
                                .report(),
                        HtmlPage.FRONT)
                .contains("The path, hop by hop: no hop answered"));
    }

    @Test
    void theHopThatAnsweredIsFramedAlone() {
        for (List<PathHop> hops : List.of(SERVED, REFUSED)) {
            String svg = HopDiagram.svg(HopPath.of(scenario(check("a", hops))));
            assertEquals(2, svg.split("hop answered\"", -1).length, svg);
            assertFalse(svg.contains("no hop answered"), svg);
        }
    }

    @Test
    void anAnswerOfAnUnknownHopIsNotCalledSilence() {
        ExchangeEvidence unknown = EvidenceSamples.exchange(Answerer.UNKNOWN, EvidenceSamples.noLog(), List.of());
        RecordedCheck check = new RecordedCheck(
                "a", "a sentence", Ending.PASSED, 0, 1, EvidenceSamples.check(List.of(), List.of(unknown), CUT_OFF));

        assertEquals(
                "which hop answered is not known", HopPath.of(scenario(check)).silence());
    }

    private static List<PathHop> path(Deed sidecar, Deed workload, Told log) {
        Caller pod = new Caller.Pod("clients-inside", Caller.Place.INSIDE);
        return List.of(
                new PathHop.Client(pod, "GET", "/", false, List.of(), Deed.ASKED),
                new PathHop.Sidecar(sidecar != Deed.UNSEEN, null, null, "", sidecar),
                new PathHop.Workload(log, null, null, workload));
    }

    private static RecordedCheck check(String id, List<PathHop> hops) {
        return new RecordedCheck(
                id, "a sentence", Ending.PASSED, 0, 1, EvidenceSamples.check(List.of(), List.of(), hops));
    }

    private static RecordedCheck failed(List<PathHop> hops) {
        return new RecordedCheck(
                "failed",
                "a sentence",
                Ending.failed(new AssertionError("no")),
                0,
                1,
                EvidenceSamples.check(List.of(), List.of(), hops));
    }

    private static ScenarioResult scenario(RecordedCheck... checks) {
        return new SampleRun()
                .scenario("GUIDE-001", checks)
                .report()
                .scenarios()
                .get(0);
    }

    private static String page(ConformanceReport report, String name) {
        return new String(HtmlPage.render(report).get(name), StandardCharsets.UTF_8);
    }
}

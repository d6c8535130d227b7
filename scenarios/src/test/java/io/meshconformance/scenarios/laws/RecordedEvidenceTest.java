package io.meshconformance.scenarios.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.evidence.Caller;
import io.meshconformance.evidence.CheckEvidence;
import io.meshconformance.evidence.EvidenceFile;
import io.meshconformance.evidence.Proof;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.accesslog.RequestLogs;
import io.meshconformance.harness.expect.CheckRecord;
import io.meshconformance.harness.expect.Judgement;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.recording.CheckRecording;
import io.meshconformance.harness.recording.Redaction;
import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.events.RunRecorder;
import io.meshconformance.reports.judgement.History;
import io.meshconformance.reports.judgement.KnownFailures;
import io.meshconformance.reports.judgement.ReportAssembler;
import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.page.HtmlPage;
import io.meshconformance.reports.requirements.RequirementList;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the harness records, the reports read: held here, where both are known. */
class RecordedEvidenceTest {

    @TempDir
    Path folder;

    @Test
    void whatTheHarnessRecordsStandsInTheReport() throws Exception {
        CheckEvidence recorded = recorded();
        Path file = Files.writeString(folder.resolve(CheckEvidence.FILE), EvidenceFile.json(recorded));

        ConformanceReport report = report(file);

        assertEquals(
                List.of(),
                report.verdict().gates().stream()
                        .filter(gate -> gate.id().equals("events-complete") && !gate.passed())
                        .toList());
        CheckResult check = report.scenarios().get(0).checks().get(0);
        assertEquals(recorded.expectations(), check.expectations());
        assertEquals(recorded.exchanges(), check.exchanges());
        assertEquals(recorded.hops(), check.hops());
        String page = new String(HtmlPage.render(report).get("evidence/GUIDE-002.html"), StandardCharsets.UTF_8);
        assertTrue(page.contains("<td data-label=\"Knows the caller as\">the session of alice</td>"), page);
        assertTrue(page.contains("proved by the log of the workload"), page);
        assertTrue(page.contains("<td data-label=\"Decides\">answers 403, known by its body</td>"), page);
    }

    private static CheckEvidence recorded() {
        Attribution mesh = new Attribution(Answerer.MESH, "its body");
        CheckRecord record = new CheckRecord();
        record.exchange(new Exchange(
                "id-1",
                new Caller.Browser("alice"),
                "",
                Request.get("https://a.test/").with("Cookie", "_pomerium=some-value"),
                new Response(403, Headers.none(), "RBAC: access denied"),
                List.of(),
                mesh,
                Instant.EPOCH,
                Duration.ofMillis(5)));
        record.expectation(new Judgement("GET https://a.test/", "denied", "403", mesh, true, "id-1"));
        record.expectation(new Judgement("the log", "nothing", "nothing", null, true, "", Proof.WORKLOAD_LOG));
        return new CheckRecording(new Redaction(new MintedSecrets()))
                .of(
                        record,
                        new CheckRecording.CheckContext(
                                new RequestLogs(Map.of(), Map.of(), true), List.of(), token -> false, 20, 0));
    }

    private static ConformanceReport report(Path check) throws ClassNotFoundException {
        Scenario declared = Class.forName("io.meshconformance.scenarios.guide.MeshRefusesWithoutAssertionScenario")
                .getAnnotation(Scenario.class);
        RunRecorder recorder = new RunRecorder(Clock.systemUTC());
        recorder.loaded("scenario", declared, Map.of("refuses", "the sentence"));
        recorder.scenarioStarted("scenario");
        recorder.checkStarted("scenario", "check", "refuses", "refuses", "the sentence");
        recorder.check("scenario", "check", check);
        recorder.checkEnded("scenario", "check", Ending.PASSED);
        recorder.scenarioEnded("scenario", Ending.PASSED);
        return new ReportAssembler(RequirementList.load(), KnownFailures.NONE, History.NONE)
                .assemble(recorder.snapshot(true, true));
    }
}

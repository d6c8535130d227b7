package io.meshconformance.reports.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.evidence.ExchangeEvidence;
import io.meshconformance.evidence.ExpectationEvidence;
import io.meshconformance.evidence.Proof;
import io.meshconformance.evidence.WorkloadLog;
import io.meshconformance.evidence.WorkloadLog.Told;
import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.events.RecordedCheck;
import io.meshconformance.reports.page.HtmlPage;
import io.meshconformance.reports.sample.EvidenceSamples;
import io.meshconformance.reports.sample.SampleRun;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerWordsTest {

    @Test
    void ofAWorkloadWhoseLogTellsNothingNothingIsSaid() {
        assertEquals("", AnswerWords.ofWorkload(exchange(Told.NOTHING)));
        assertFalse(page(exchange(Told.NOTHING)).contains("What the workload saw"));
    }

    @Test
    void ofOneThatKeepsNoLogItsSidecarTellsThatNothingWasSentOn() {
        assertEquals(
                "This workload keeps no log of requests; the sidecar's entry below says that nothing was sent on.",
                AnswerWords.ofWorkload(exchange(Told.NOT_SENT_ON)));
    }

    @Test
    void aLogWithoutALineProvesThatNothingCame() {
        assertEquals(
                "Nothing: no request with id `r1` reached it.", AnswerWords.ofWorkload(exchange(Told.DID_NOT_COME)));
        assertTrue(page(exchange(Told.DID_NOT_COME))
                .contains("<p>Nothing: no request with id <code>r1</code> reached it.</p>"));
    }

    @Test
    void itsLinesAreShownAsTheyAre() {
        assertTrue(page(exchange(Told.CAME, "GET /<x>")).contains("<pre>GET /&lt;x&gt;"));
    }

    @Test
    void whoAnsweredIsToldWithTheMarkWhereThereIsOne() {
        assertEquals("the mesh (its body)", answeredBy(new Attribution(Answerer.MESH, "its body")));
        assertEquals("the mesh", answeredBy(new Attribution(Answerer.MESH, "")));
        assertEquals("", AnswerWords.answeredBy(new ExpectationEvidence("a claim", "1", "2", null, false, null, null)));
    }

    @Test
    void anExpectationThatHoldsSaysByWhatItProvesThatAWorkloadDidNotSeeTheRequest() {
        assertEquals("proved by the log of the workload", proved(Proof.WORKLOAD_LOG, true));
        assertEquals("by the sidecar alone", proved(Proof.SIDECAR_ALONE, true));
        assertEquals("", proved(Proof.WORKLOAD_LOG, false), "what does not hold proves nothing");
        assertEquals("", proved(null, true));
    }

    private static String proved(@Nullable Proof proof, boolean held) {
        return AnswerWords.provedBy(new ExpectationEvidence("the log", "nothing", "nothing", null, held, proof, null));
    }

    private static String answeredBy(Attribution by) {
        return AnswerWords.answeredBy(new ExpectationEvidence("GET", "403", "200", by, false, null, null));
    }

    private static ExchangeEvidence exchange(Told told, String... lines) {
        return EvidenceSamples.exchange(Answerer.MESH, new WorkloadLog(told, List.of(lines)), List.of());
    }

    /** The check failed, so that its evidence stands on the front page. */
    private static String page(ExchangeEvidence exchange) {
        RecordedCheck check = new RecordedCheck(
                "check",
                "a sentence",
                Ending.failed(new AssertionError("no")),
                0,
                1,
                EvidenceSamples.check(List.of(), List.of(exchange), List.of()));
        return new String(
                HtmlPage.render(new SampleRun().scenario("GUIDE-001", check).report())
                        .get(HtmlPage.FRONT),
                StandardCharsets.UTF_8);
    }
}

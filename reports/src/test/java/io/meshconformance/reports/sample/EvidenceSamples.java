package io.meshconformance.reports.sample;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.evidence.Caller;
import io.meshconformance.evidence.CheckEvidence;
import io.meshconformance.evidence.ExchangeEvidence;
import io.meshconformance.evidence.ExpectationEvidence;
import io.meshconformance.evidence.PathHop;
import io.meshconformance.evidence.RequestEvidence;
import io.meshconformance.evidence.ResponseEvidence;
import io.meshconformance.evidence.WorkloadLog;
import java.util.List;
import java.util.Map;

/** Small pieces of evidence, as the harness records them. */
public final class EvidenceSamples {

    private EvidenceSamples() {}

    /** Of a check, with these parts and no other. */
    public static CheckEvidence check(
            List<ExpectationEvidence> expectations, List<ExchangeEvidence> exchanges, List<PathHop> hops) {
        return new CheckEvidence(expectations, exchanges, hops, List.of(), List.of(), "", List.of(), null);
    }

    /** An exchange that this hop answered with 200, of which the workload's log tells this. */
    public static ExchangeEvidence exchange(
            Answerer answerer, WorkloadLog workload, List<Map<String, Object>> accessLog) {
        return new ExchangeEvidence(
                "r1",
                new Caller.Browser(null),
                "",
                new RequestEvidence("GET", "https://x/", List.of(), null),
                new ResponseEvidence(200, List.of(), ""),
                null,
                new Attribution(answerer, ""),
                1,
                workload,
                accessLog);
    }

    /** A log that tells nothing. */
    public static WorkloadLog noLog() {
        return new WorkloadLog(WorkloadLog.Told.NOTHING, List.of());
    }
}

package io.meshconformance.reports.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.ExchangeEvidence;
import io.meshconformance.evidence.ExpectationEvidence;
import io.meshconformance.evidence.HeaderLine;
import io.meshconformance.evidence.RequestEvidence;
import io.meshconformance.evidence.WorkloadLog;
import io.meshconformance.reports.sample.EvidenceSamples;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChosenHeadersTest {

    private static final ExchangeEvidence SAMPLE = EvidenceSamples.exchange(
            Answerer.MESH, new WorkloadLog(WorkloadLog.Told.DID_NOT_COME, List.of()), List.of());

    @Test
    void whatAScenarioChoseIsToldInItsOrderAndWhatEveryClientSendsIsNot() {
        assertEquals(
                List.of("x_role: user", "x_role: admin", "Accept: application/json", "User-Agent: kube-probe/1.36"),
                chosen(
                        0,
                        new HeaderLine("Host", "hello"),
                        new HeaderLine("x_role", "user"),
                        new HeaderLine("x_role", "admin"),
                        new HeaderLine("Accept", "application/json"),
                        new HeaderLine("User-Agent", "kube-probe/1.36"),
                        new HeaderLine("X-Conformance-Request", "1"),
                        new HeaderLine("cookie", "a=b")));
        assertEquals(
                List.of(),
                chosen(
                        0,
                        new HeaderLine("accept", "text/html,*/*"),
                        new HeaderLine("user-agent", "conformance/1"),
                        new HeaderLine("sec-fetch-mode", "navigate")));
    }

    @Test
    void aLongValueIsCutAndAnotherExchangeSaysNothing() {
        assertEquals(
                "x-long: " + "a".repeat(79) + "…",
                chosen(0, new HeaderLine("x-long", "a".repeat(200))).get(0));
        assertEquals(List.of(), chosen(1, new HeaderLine("x-role", "user")));
        assertEquals(List.of(), chosen(null, new HeaderLine("x-role", "user")));
    }

    private static List<String> chosen(@Nullable Integer place, HeaderLine... headers) {
        ExchangeEvidence asked = new ExchangeEvidence(
                SAMPLE.id(),
                SAMPLE.caller(),
                "",
                new RequestEvidence("GET", "https://hello/", List.of(headers), null),
                SAMPLE.response(),
                SAMPLE.failure(),
                SAMPLE.answeredBy(),
                1,
                SAMPLE.workload(),
                List.of());
        return ChosenHeaders.of(new ExpectationEvidence("GET", "403", "403", null, true, null, place), List.of(asked));
    }
}

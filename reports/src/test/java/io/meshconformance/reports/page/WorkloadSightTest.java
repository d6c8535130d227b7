package io.meshconformance.reports.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reports.events.CheckEvent;
import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.events.RecordedCheck;
import io.meshconformance.reports.model.Exchange;
import io.meshconformance.reports.model.Request;
import io.meshconformance.reports.model.Response;
import io.meshconformance.reports.sample.SampleRun;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkloadSightTest {

    private static final String MESH = "the mesh";
    private static final String APPLICATION = "the application";

    @Test
    void ofAWorkloadThatAnsweredAndKeepsNoLogNothingIsSaid() {
        assertEquals("", sentence(APPLICATION, null, entry("10.42.0.9:80")));
        assertFalse(page(exchange(APPLICATION, null, List.of())).contains("What the workload saw"));
    }

    @Test
    void ofOneThatKeepsNoLogItsSidecarTellsWhetherAnythingWasSentOn() {
        String told =
                "This workload keeps no log of requests; the sidecar's entry below says that nothing was sent on.";

        assertEquals(told, sentence(MESH, null, entry(null)));
        assertEquals(told, sentence(MESH, null, entry("-")));
        assertEquals("", sentence(MESH, null, entry("10.42.0.9:80")));
        assertEquals(
                "", sentence(MESH, null, Map.of("response_code", 403)), "an entry that does not say proves nothing");
        assertEquals("", new WorkloadSight(exchange(MESH, null, List.of())).sentence(), "nor does no entry at all");
    }

    @Test
    void anEmptyLogProvesThatNothingReachedAWorkloadThatWritesOne() {
        assertEquals("Nothing: no request with id `r1` reached it.", sentence(MESH, List.of(), entry(null)));
        assertEquals("Its log has no line of this request.", sentence(APPLICATION, List.of(), entry("10.42.0.9:80")));
        assertTrue(page(exchange(MESH, List.of(), List.of()))
                .contains("<p>Nothing: no request with id <code>r1</code> reached it.</p>"));
    }

    @Test
    void itsLinesAreShownAsTheyAre() {
        assertEquals("", sentence(APPLICATION, List.of("GET /"), entry("10.42.0.9:80")));
        assertTrue(page(exchange(APPLICATION, List.of("GET /<x>"), List.of())).contains("<pre>GET /&lt;x&gt;"));
    }

    private static Map<String, Object> entry(@Nullable String upstream) {
        Map<String, Object> entry = new HashMap<>();
        entry.put("upstream_host", upstream);
        return entry;
    }

    private static String sentence(String answeredBy, @Nullable List<String> saw, Map<String, Object> entry) {
        return new WorkloadSight(exchange(answeredBy, saw, List.of(entry))).sentence();
    }

    private static Exchange exchange(
            String answeredBy, @Nullable List<String> saw, List<Map<String, Object>> accessLog) {
        return new Exchange(
                "r1",
                "browser",
                "",
                new Request("GET", "https://x/", List.of(), ""),
                new Response(200, List.of(), ""),
                null,
                answeredBy,
                "",
                1,
                saw,
                accessLog);
    }

    private static String page(Exchange exchange) {
        CheckEvent event = new CheckEvent(null, null, List.of(exchange), null, null, null, null, null);
        RecordedCheck check = new RecordedCheck("check", "a sentence", Ending.PASSED, 0, 1, event);
        return new String(
                HtmlPage.render(new SampleRun()
                                .scenario("GUIDE-001", List.of(), check)
                                .report())
                        .get(HtmlPage.FRONT),
                StandardCharsets.UTF_8);
    }
}

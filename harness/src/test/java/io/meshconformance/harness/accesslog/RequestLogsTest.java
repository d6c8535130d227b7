package io.meshconformance.harness.accesslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestLogsTest {

    @Test
    void linesAreJoinedToTheRequestTheyName() {
        RequestLogs logs = RequestLogs.join(
                List.of("{\"conformance_request\":\"one\"}", "started"),
                List.of(
                        "{\"conformance_request\":\"two\",\"response_code\":403}",
                        "info about two that is no entry",
                        "{\"conformance_request\":\"two\", cut"),
                Set.of("one", "two", "three"));
        assertEquals(1, logs.workload("one").size());
        assertEquals(List.of(), logs.workload("two"));
        assertEquals(
                403, logs.sidecar("two").get(0).fields().path("response_code").asInt());
        assertEquals(
                "{\"conformance_request\":\"two\", cut",
                logs.sidecar("two").get(1).fields().path("unreadable").asText());
        assertEquals(List.of(), logs.sidecar("three"));
    }

    @Test
    void logsOfSeveralWorkloadsComeTogether() {
        RequestLogs first = RequestLogs.join(List.of("a one", "GET conformance-probe"), List.of(), Set.of("one"));
        RequestLogs second = RequestLogs.join(List.of("b one"), List.of(), Set.of("one"));
        assertEquals(
                List.of("a one", "b one"),
                RequestLogs.merged(List.of(first, second)).workload("one"));
        assertTrue(RequestLogs.merged(List.of(first, second)).telling());
        assertFalse(second.telling(), "without a line of the kubelet's probes nothing shows that requests are logged");
        assertFalse(RequestLogs.merged(List.of(second)).telling());
    }
}

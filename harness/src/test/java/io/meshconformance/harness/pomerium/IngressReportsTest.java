package io.meshconformance.harness.pomerium;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.meshconformance.harness.expect.RecordedTraffic;
import io.meshconformance.harness.kube.TestCluster;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class IngressReportsTest {

    private final TestCluster cluster = new TestCluster();
    private final RecordedTraffic recorded = RecordedTraffic.make();
    private final IngressReports reports = new IngressReports(cluster.client(), "app", recorded.traffic());

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    @DisplayName("a rejected Ingress is told by its own status, with the reason")
    void rejected() {
        status(Map.of(
                "app/bad", Map.of("reconciled", false, "error", "policy: unknown operator"),
                "other/bad", Map.of("reconciled", true)));
        reports.rejects("bad", "unknown operator");
        assertTrue(recorded.last().held());
        assertThrows(AssertionFailedError.class, () -> reports.rejects("bad", "no such Secret"));
        assertThrows(AssertionFailedError.class, () -> reports.accepts("bad"));
        assertFalse(recorded.last().held());
    }

    @Test
    @DisplayName("an accepted Ingress is reconciled without an error")
    void accepted() {
        status(Map.of("app/good", Map.of("reconciled", true)));
        reports.accepts("good");
        assertThrows(AssertionFailedError.class, () -> reports.rejects("good", ""));
    }

    @Test
    @DisplayName("one that the proxy has not met yet is neither accepted nor rejected")
    void unknown() {
        status(Map.of());
        assertThrows(AssertionFailedError.class, () -> reports.accepts("new"));
        assertThrows(AssertionFailedError.class, () -> reports.rejects("new", ""));
    }

    @Test
    @DisplayName("a warning counts where it is on that Ingress and of that reason")
    void warnings() {
        cluster.has(
                event("one", "Ingress", "bad", "Warning", "UpdateError", "upsert routes: no such Service"),
                event("two", "Service", "bad", "Warning", "UpdateError", "of a Service"),
                event("three", "Ingress", "bad", "Normal", "Updated", "config updated"));
        reports.warnsOf("bad", "no such Service");
        assertEquals(
                "[Warning UpdateError: upsert routes: no such Service, Normal Updated: config updated]",
                recorded.last().actual());
        assertThrows(AssertionFailedError.class, () -> reports.warnsOf("bad", "of a Service"));
        assertThrows(AssertionFailedError.class, () -> reports.warnsOf("bad", "config updated"));
    }

    private void status(Map<String, Object> ingresses) {
        cluster.server()
                .expect()
                .get()
                .withPath("/apis/ingress.pomerium.io/v1/pomerium/global")
                .andReturn(
                        200,
                        Map.of(
                                "apiVersion",
                                "ingress.pomerium.io/v1",
                                "kind",
                                "Pomerium",
                                "metadata",
                                Map.of("name", "global"),
                                "status",
                                Map.of("ingress", ingresses)))
                .always();
    }

    private static io.fabric8.kubernetes.api.model.Event event(
            String name, String kind, String of, String type, String reason, String message) {
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace("app")
                .withName(name)
                .endMetadata()
                .withNewInvolvedObject()
                .withKind(kind)
                .withName(of)
                .endInvolvedObject()
                .withType(type)
                .withReason(reason)
                .withMessage(message)
                .build();
    }
}

package io.meshconformance.harness.istio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.meshconformance.harness.accesslog.Decision.DeniedBy;
import io.meshconformance.harness.accesslog.Decision.Fixed;
import io.meshconformance.harness.expect.RecordedTraffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.kube.TestCluster;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** What the two logs of a workload prove, by lines as a sidecar and nginx write them. */
class WorkloadTest {

    private static final Exchange REQUEST = RecordedTraffic.exchange("the-request");
    private static final String DENIED = entry("the-request", "rbac_access_denied_matched_policy[none]", "-");
    private static final String SENT_ON = entry("the-request", "via_upstream", "10.0.0.1:8080");

    private final TestCluster cluster = new TestCluster();
    private final RecordedTraffic recorded = RecordedTraffic.make();
    private final List<String> asked = new ArrayList<>();
    private final Workload nginx = new Workload(cluster.client(), "app", "nginx", recorded.traffic(), url -> {
        asked.add(url);
        return RecordedTraffic.exchange("later");
    });

    @BeforeEach
    void begin() {
        cluster.has(new PodBuilder()
                .withNewMetadata()
                .withName("nginx-1")
                .withNamespace("app")
                .addToLabels("app.kubernetes.io/name", "nginx")
                .addToAnnotations("io.meshconformance/logs-requests", "true")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("nginx")
                .endContainer()
                .addNewContainer()
                .withName("istio-proxy")
                .endContainer()
                .endSpec()
                .build());
        logs("", "");
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    @DisplayName("its URLs are those of its Service, on the port that is asked for")
    void urls() {
        assertEquals(
                List.of(
                        "http://nginx.app.svc.cluster.local/",
                        "http://nginx.app.svc.cluster.local/page?a=1",
                        "http://nginx.app.svc.cluster.local:81/"),
                List.of(nginx.url(), nginx.url("/page?a=1"), nginx.url(81, "/")));
    }

    @Test
    @DisplayName(
            "a request that the sidecar answered, for this reason, and that the application did not see, was rejected")
    void rejected() {
        logs(DENIED, line("another"));
        nginx.sidecarRejected(REQUEST, Fixed.NONE_ALLOWED);

        assertEquals(
                List.of("rbac_access_denied_matched_policy[none]", "nothing"),
                recorded.record().verdicts().stream()
                        .map(verdict -> verdict.actual())
                        .toList());
    }

    @Test
    @DisplayName("another reason, a request that was sent on, or one that the application saw is no rejection")
    void notRejected() {
        logs(DENIED, "");
        fails(() -> nginx.sidecarRejected(REQUEST, new DeniedBy("app", "no-writers", 0)));
        logs(entry("the-request", "rbac_access_denied_matched_policy[none]", "10.0.0.1:8080"), "");
        fails(() -> nginx.sidecarRejected(REQUEST, Fixed.NONE_ALLOWED));
        logs(DENIED, line("the-request"));
        fails(() -> nginx.sidecarRejected(REQUEST, Fixed.NONE_ALLOWED));
        logs(entry("another", "rbac_access_denied_matched_policy[none]", "-"), "");
        fails(() -> nginx.sidecarRejected(REQUEST, Fixed.NONE_ALLOWED));
    }

    @Test
    @DisplayName("a request that was sent on is known by Envoy's cluster and the port of the application")
    void admitted() {
        logs(SENT_ON, "");
        nginx.sidecarAdmitted(REQUEST, 8080);

        fails(() -> nginx.sidecarAdmitted(REQUEST, 80));
        fails(() -> nginx.sidecarPassedThrough(REQUEST));
    }

    @Test
    @DisplayName("a connection was ended by the reason of a line without a method, and not by that of a request")
    void closedConnection() {
        logs("{\"method\":null,\"response_code_details\":\"filter_chain_not_found\"}", "");
        nginx.sidecarClosedConnection(REQUEST, Fixed.NO_FILTER_CHAIN);

        logs(entry("another", "filter_chain_not_found", "-"), "");
        fails(() -> nginx.sidecarClosedConnection(REQUEST, Fixed.NO_FILTER_CHAIN));
        logs("{\"method\":null,\"connection_termination_details\":\"rbac_access_denied_matched_policy[none]\"}", "");
        fails(() -> nginx.sidecarClosedConnection(REQUEST, Fixed.NO_FILTER_CHAIN));
    }

    @Test
    @DisplayName(
            "a workload never saw a request when a later one is in its sidecar's log and this one is in neither log")
    void neverSaw() {
        logs(entry("later", "via_upstream", "10.0.0.1:8080"), line("later"));
        nginx.neverSaw(REQUEST);

        assertEquals(List.of("http://nginx.app.svc.cluster.local/"), asked);
    }

    @Test
    @DisplayName("without a later request, or with this one in a log, it may have seen the request")
    void mayHaveSeen() {
        fails(() -> nginx.neverSaw(REQUEST));
        logs(SENT_ON + "\n" + entry("later", "via_upstream", "10.0.0.1:8080"), "");
        fails(() -> nginx.neverSaw(REQUEST));
        logs(entry("later", "via_upstream", "10.0.0.1:8080"), line("the-request"));
        fails(() -> nginx.neverSaw(REQUEST));
    }

    @Test
    @DisplayName("it saw a request when its log has a line of it with what is asked for")
    void saw() {
        logs("", line("the-request"));
        nginx.saw(REQUEST, "\"status\":\"200\"");

        fails(() -> nginx.saw(REQUEST, "\"status\":\"404\""));
        fails(() -> nginx.saw(RecordedTraffic.exchange("another"), "\"status\":\"200\""));
    }

    private void logs(String sidecar, String application) {
        cluster.log("app", "nginx-1", "istio-proxy", sidecar);
        cluster.log("app", "nginx-1", "nginx", application);
    }

    private static String entry(String id, String details, String upstream) {
        return ("{\"conformance_request\":\"%s\",\"method\":\"GET\",\"response_code_details\":\"%s\","
                        + "\"upstream_cluster\":\"%s\",\"upstream_host\":\"%s\"}")
                .formatted(id, details, upstream.equals("-") ? "-" : "inbound|8080||", upstream);
    }

    private static String line(String id) {
        return "{\"request\":\"%s\",\"status\":\"200\"}".formatted(id);
    }

    private static void fails(Runnable expectation) {
        assertThrows(AssertionFailedError.class, expectation::run);
    }
}

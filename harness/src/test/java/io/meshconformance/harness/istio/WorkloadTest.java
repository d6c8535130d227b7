package io.meshconformance.harness.istio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.evidence.Proof;
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
    private static final String PROBE = line("conformance-probe");
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
        cluster.has(pod("nginx-1", "nginx").build());
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
    @DisplayName("by the workload's log alone it is proved that it saw nothing, and by the log of each of its pods")
    void everyPod() {
        cluster.has(pod("nginx-2", "nginx").build());
        logs("nginx-2", "", PROBE);
        logs(DENIED, "");
        nginx.sidecarRejected(REQUEST, Fixed.NONE_ALLOWED);
        assertEquals(Proof.WORKLOAD_LOG, recorded.last().proof());

        logs("nginx-2", "", PROBE + "\n" + line("the-request"));
        fails(() -> nginx.sidecarRejected(REQUEST, Fixed.NONE_ALLOWED));
    }

    @Test
    @DisplayName("a log without a line of the kubelet's probes proves nothing, and the sidecar alone is named as that")
    void silent() {
        logs("nginx-1", DENIED, "");
        fails(() -> nginx.sidecarRejected(REQUEST, Fixed.NONE_ALLOWED));
        nginx.sidecarAloneRejected(REQUEST, Fixed.NONE_ALLOWED);
        assertEquals(Proof.SIDECAR_ALONE, recorded.last().proof());
    }

    @Test
    @DisplayName(
            "a connection that ended in Envoy's cluster for unknown hosts was dropped, one that was sent on was not")
    void dropped() {
        String entry = "{\"method\":null,\"upstream_cluster\":\"BlackHoleCluster;\",\"upstream_host\":\"%s\"}";
        logs(entry.formatted("-"), "");
        nginx.sidecarAloneDropped(REQUEST);
        assertEquals(Proof.SIDECAR_ALONE, recorded.last().proof());

        logs(entry.formatted("10.0.0.1:443"), "");
        fails(() -> nginx.sidecarAloneDropped(REQUEST));
        logs(entry("another", "via_upstream", "10.0.0.1:8080"), "");
        fails(() -> nginx.sidecarAloneDropped(REQUEST));
    }

    @Test
    @DisplayName("an answer is this workload's where the application answered and its own log has the request")
    void serves() {
        Exchange served = REQUEST.attributedTo(new Attribution(Answerer.APPLICATION, "its mark"));
        logs("", line("the-request"));
        assertTrue(nginx.serves().judge(served).held());
        assertFalse(nginx.serves().judge(REQUEST).held(), "an unknown hop answered");

        logs("", line("another"));
        assertFalse(nginx.serves().judge(served).held(), "another workload answered");
    }

    @Test
    @DisplayName("the pod that wrote about the request before is asked first, and where it is gone those that run now")
    void servesAgain() {
        Exchange served = REQUEST.attributedTo(new Attribution(Answerer.APPLICATION, "its mark"));
        logs("", line("the-request"));
        assertTrue(nginx.serves().judge(served).held());
        Runnable answers = cluster.refuses(line -> line.endsWith("/pods"));
        assertTrue(nginx.serves().judge(served).held(), "no pod needs to be looked for");
        answers.run();

        cluster.client().pods().inNamespace("app").withName("nginx-1").delete();
        cluster.has(pod("nginx-2", "nginx").build());
        cluster.refuses(request -> request.contains("nginx-1/log"));
        logs("nginx-2", "", line("the-request"));
        assertTrue(nginx.serves().judge(served).held());
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

    @Test
    @DisplayName("what another workload and its sidecar wrote says nothing of this one")
    void another() {
        cluster.has(pod("httpbin-1", "httpbin").build());
        cluster.log("app", "httpbin-1", "istio-proxy", SENT_ON);
        cluster.log("app", "httpbin-1", "httpbin", line("the-request"));
        logs(entry("later", "via_upstream", "10.0.0.1:8080"), line("later"));
        nginx.neverSaw(REQUEST);

        fails(() -> nginx.saw(REQUEST, "the-request"));
        fails(() -> nginx.sidecarAdmitted(REQUEST, 8080));
    }

    @Test
    @DisplayName("an entry that is cut off names its request, and proves no decision about it")
    void cutOff() {
        logs(SENT_ON.substring(0, SENT_ON.indexOf("upstream_host")) + "\n" + entry("later", "-", "-"), "");

        fails(() -> nginx.sidecarAdmitted(REQUEST, 8080));
        fails(() -> nginx.sidecarRejected(REQUEST, Fixed.NONE_ALLOWED));
        fails(() -> nginx.neverSaw(REQUEST));
    }

    @Test
    @DisplayName("a pod that is going away is not asked, and where no other is left that is said")
    void goingAway() {
        cluster.has(pod("nginx-0", "nginx")
                .editMetadata()
                .addToFinalizers("test/held")
                .endMetadata()
                .build());
        cluster.client().pods().inNamespace("app").withName("nginx-0").delete();
        cluster.log("app", "nginx-0", "nginx", line("the-request"));
        fails(() -> nginx.saw(REQUEST, "the-request"));

        cluster.client().pods().inNamespace("app").withName("nginx-1").delete();
        assertEquals(
                "there is no pod of nginx in app",
                assertThrows(AssertionError.class, () -> nginx.pods().containers())
                        .getMessage());
    }

    @Test
    @DisplayName("it is ready when its pod says so, and has the containers of its pod, the first ones included")
    void ready() {
        assertFalse(nginx.pods().areReady());
        cluster.has(pod("nginx-1", "nginx")
                .editSpec()
                .addNewInitContainer()
                .withName("istio-init")
                .endInitContainer()
                .endSpec()
                .editStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build());

        assertTrue(nginx.pods().areReady());
        assertEquals(List.of("istio-init", "nginx", "istio-proxy"), nginx.pods().containers());
    }

    @Test
    @DisplayName("it was restarted when one of its containers was, or when another pod has taken its place")
    void restarted() {
        String before = nginx.pods().incarnation();
        nginx.pods().wereNotRestarted(before);

        cluster.has(pod("nginx-1", "nginx")
                .editStatus()
                .addNewContainerStatus()
                .withName("istio-proxy")
                .withRestartCount(1)
                .endContainerStatus()
                .endStatus()
                .build());
        fails(() -> nginx.pods().wereNotRestarted(before));
        cluster.client().pods().inNamespace("app").withName("nginx-1").delete();
        cluster.has(pod("nginx-2", "nginx").build());
        fails(() -> nginx.pods().wereNotRestarted(before));
    }

    private void logs(String sidecar, String application) {
        logs("nginx-1", sidecar, application + "\n" + PROBE);
    }

    private void logs(String pod, String sidecar, String application) {
        cluster.log("app", pod, "istio-proxy", sidecar);
        cluster.log("app", pod, "nginx", application);
    }

    /** A pod that tells of every request, with its sidecar, not yet ready. */
    private static PodBuilder pod(String name, String app) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("app")
                .addToLabels("app.kubernetes.io/name", app)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName(app)
                .endContainer()
                .addNewContainer()
                .withName("istio-proxy")
                .endContainer()
                .endSpec()
                .withNewStatus()
                .endStatus();
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

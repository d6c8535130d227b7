package io.meshconformance.harness.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.EventListBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodListBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.kubernetes.client.server.mock.OutputStreamMessage;
import io.fabric8.kubernetes.client.server.mock.StatusStreamMessage;
import io.meshconformance.evidence.DebugEvidence;
import io.meshconformance.harness.kube.Manifest;
import io.meshconformance.harness.kube.ManifestParameters;
import io.meshconformance.harness.kube.TestCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient
class DebugCollectorTest {

    private static final Duration AMPLE = Duration.ofMinutes(2);
    private static final String SECRET = "s3cr3t-of-the-run-0123456789";
    private static final String PODS = "/api/v1/namespaces/guide-002/pods";
    private static final String MANIFEST = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: guide-002-second}
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: hidden}
            stringData: {password: nobody-minted-this}
            """;

    private @Nullable KubernetesMockServer server;
    private @Nullable KubernetesClient client;

    @Test
    @DisplayName("events, pods, logs, the sidecar's configuration, istiod's state and the proxy's log are collected")
    void everything() {
        cluster();

        DebugEvidence bundle = bundle(AMPLE);

        assertEquals("guide-002", bundle.namespace());
        assertEquals("refuses", bundle.when());
        assertTrue(
                String.valueOf(text(bundle, "events.txt")).contains("Warning guide-002/BackOff Pod/nginx-1: no image"),
                bundle.toString());
        assertTrue(String.valueOf(text(bundle, "pods.yaml")).contains("phase: Running"));
        assertFalse(
                String.valueOf(text(bundle, "pods.yaml")).contains("nobody-knows"), "what a pod was given stays out");
        assertEquals("now\n", text(bundle, "nginx-1.nginx.log"));
        assertEquals("before\n", text(bundle, "nginx-1.nginx.previous.log"));
        assertEquals("envoy\n", text(bundle, "nginx-1.istio-proxy.log"));
        assertEquals("{\"dump\": 1}", text(bundle, "nginx-1.sidecar-config_dump.json"));
        assertEquals("outbound|80", text(bundle, "nginx-1.sidecar-clusters.txt"));
        assertEquals("0.0.0.0:15006", text(bundle, "nginx-1.sidecar-listeners.txt"));
        assertTrue(String.valueOf(text(bundle, "istiod-syncz.json")).contains("nginx-1.guide-002"));
        assertEquals("of the proxy\n", text(bundle, "proxy.pomerium-1.pomerium.log"));
        assertTrue(String.valueOf(text(bundle, "manifests.yaml")).contains("guide-002-second"));
        assertFalse(
                String.valueOf(text(bundle, "manifests.yaml")).contains("nobody-minted-this"), "a Secret stays out");
    }

    @Test
    @DisplayName("what is above its limit is cut after the redaction, at the beginning of a line")
    void cut() {
        cluster();
        String line = "x".repeat(98) + "\n";
        int limit = DebugPart.Kind.LOG.bytes();
        // Without the redaction before it, the cut would leave the second half of the secret.
        String log = "a\n" + SECRET + "y\n" + line.repeat(limit / line.length() + 1);
        log(PODS + "/nginx-1/log?container=istio-init&tailLines=2000", log);

        DebugEvidence.Part part = part(bundle(AMPLE), "nginx-1.istio-init.log");

        assertTrue(part.cut());
        assertTrue(Objects.requireNonNull(part.text()).length() <= limit);
        assertEquals(line, part.text().substring(0, line.length()));
    }

    @Test
    @DisplayName("a secret is in no part")
    void redacted() {
        cluster();
        log(PODS + "/nginx-1/log?container=istio-init&tailLines=2000", "token=" + SECRET + "\n");

        DebugEvidence bundle = bundle(AMPLE);

        assertEquals("token=[gone]\n", text(bundle, "nginx-1.istio-init.log"));
        assertFalse(bundle.toString().contains(SECRET));
    }

    @Test
    @DisplayName("a part that cannot be had is told, and the others are there")
    void missing() {
        cluster();
        server().expect()
                .get()
                .withPath(PODS + "/nginx-1/log?container=istio-init&tailLines=2000")
                .andReturn(403, "not for you")
                .always();

        DebugEvidence bundle = bundle(AMPLE);

        assertTrue(
                String.valueOf(part(bundle, "nginx-1.istio-init.log").missing()).contains("Forbidden"),
                bundle.toString());
        assertEquals("now\n", text(bundle, "nginx-1.nginx.log"));
    }

    @Test
    @DisplayName("a cluster that does not answer delays a run by the limit and no more")
    void silent() {
        server().expect()
                .get()
                .delay(1, TimeUnit.MINUTES)
                .withPath(PODS)
                .andReturn(200, pods(nginx()))
                .always();
        Instant began = Instant.now();

        DebugEvidence bundle = bundle(Duration.ofMillis(500));

        assertTrue(Duration.between(began, Instant.now()).toSeconds() < 10);
        assertEquals(
                "there was no answer within 500 ms",
                part(bundle, "logs and sidecars").missing());
        assertEquals(
                "there was no answer within 500 ms", part(bundle, "pods.yaml").missing());
    }

    private DebugEvidence bundle(Duration limit) {
        DebugScope scope = new DebugScope(
                "guide-002",
                List.of(Manifest.parse("guide/nginx.yaml", MANIFEST, ManifestParameters.none())),
                Instant.now());
        return new DebugCollector(Objects.requireNonNull(client), limit, text -> text.replace(SECRET, "[gone]"))
                .collect(scope, "refuses");
    }

    private KubernetesMockServer server() {
        return Objects.requireNonNull(server);
    }

    private void cluster() {
        get(PODS, pods(nginx()));
        // The client asks whether a pod is ready before it runs a command in it.
        get(PODS + "?fieldSelector=metadata.name%3Dnginx-1", pods(nginx()));
        get(PODS + "/nginx-1", nginx());
        get("/api/v1/namespaces/istio-system/pods/istiod-1", pod("istio-system", "istiod-1", "discovery"));
        get(
                "/api/v1/namespaces/istio-system/pods?fieldSelector=metadata.name%3Distiod-1",
                pods(pod("istio-system", "istiod-1", "discovery")));
        get("/api/v1/namespaces/guide-002-second/pods", pods());
        get(
                "/api/v1/namespaces/guide-002/events",
                new EventListBuilder()
                        .addToItems(new EventBuilder()
                                .withNewMetadata()
                                .withNamespace("guide-002")
                                .endMetadata()
                                .withType("Warning")
                                .withReason("BackOff")
                                .withMessage("no image")
                                .withLastTimestamp("2026-11-27T00:00:00Z")
                                .withNewInvolvedObject()
                                .withKind("Pod")
                                .withName("nginx-1")
                                .endInvolvedObject()
                                .build())
                        .build());
        get("/api/v1/namespaces/guide-002-second/events", new EventListBuilder().build());
        get("/api/v1/namespaces/pomerium/pods", pods(pod("pomerium", "pomerium-1", "pomerium")));
        get(
                "/api/v1/namespaces/istio-system/pods?labelSelector=app%3Distiod",
                pods(pod("istio-system", "istiod-1", "discovery")));
        log(PODS + "/nginx-1/log?container=nginx&tailLines=2000", "now\n");
        log(PODS + "/nginx-1/log?container=nginx&previous=true&tailLines=2000", "before\n");
        log(PODS + "/nginx-1/log?container=istio-proxy&tailLines=2000", "envoy\n");
        // The age of the scenario, whatever it is on a machine that has other work.
        IntStream.rangeClosed(2, 120)
                .forEach(age -> log(
                        "/api/v1/namespaces/pomerium/pods/pomerium-1/log?container=pomerium&sinceSeconds=" + age,
                        "of the proxy\n"));
        exec("guide-002", "nginx-1", "istio-proxy", "{\"dump\": 1}", "pilot-agent", "request", "GET", "config_dump");
        exec("guide-002", "nginx-1", "istio-proxy", "outbound|80", "pilot-agent", "request", "GET", "clusters");
        exec("guide-002", "nginx-1", "istio-proxy", "0.0.0.0:15006", "pilot-agent", "request", "GET", "listeners");
        exec(
                "istio-system",
                "istiod-1",
                "discovery",
                "[{\"proxy\": \"nginx-1.guide-002\"}]",
                "pilot-discovery",
                "request",
                "GET",
                "/debug/syncz");
    }

    private void get(String path, Object body) {
        server().expect().get().withPath(path).andReturn(200, body).always();
    }

    /** Once: a test may have the next answer be another. */
    private void log(String path, String text) {
        server().expect().get().withPath(path).andReturn(200, text).once();
    }

    private void exec(String namespace, String pod, String container, String output, String... command) {
        String path = "/api/v1/namespaces/" + namespace + "/pods/" + pod + "/exec?command="
                + String.join("&command=", command).replace("/", "%2F") + "&container=" + container
                + "&stdout=true&stderr=true";
        server().expect()
                .get()
                .withPath(path)
                .andUpgradeToWebSocket()
                .open(new OutputStreamMessage(output), new StatusStreamMessage(0))
                .done()
                .always();
    }

    private static Object pods(Pod... pods) {
        return new PodListBuilder()
                .withNewMetadata()
                .endMetadata()
                .withItems(pods)
                .build();
    }

    private static Pod pod(String namespace, String name, String container) {
        return TestCluster.readyPod(namespace, name)
                .withNewSpec()
                .addToContainers(new ContainerBuilder().withName(container).build())
                .endSpec()
                .build();
    }

    private static Pod nginx() {
        return new PodBuilder(pod("guide-002", "nginx-1", "nginx"))
                .editSpec()
                .editFirstContainer()
                .addNewEnv()
                .withName("PASSWORD")
                .withValue("nobody-knows")
                .endEnv()
                .endContainer()
                .addToContainers(new ContainerBuilder().withName("istio-proxy").build())
                .addToInitContainers(
                        new ContainerBuilder().withName("istio-init").build())
                .endSpec()
                .editStatus()
                .addNewContainerStatus()
                .withName("nginx")
                .withRestartCount(1)
                .endContainerStatus()
                .endStatus()
                .build();
    }

    private static @Nullable String text(DebugEvidence bundle, String name) {
        return part(bundle, name).text();
    }

    private static DebugEvidence.Part part(DebugEvidence bundle, String name) {
        return bundle.parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no part " + name + " in " + bundle));
    }
}

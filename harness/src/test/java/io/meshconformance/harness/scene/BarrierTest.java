package io.meshconformance.harness.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.evidence.Caller;
import io.meshconformance.harness.expect.RecordedTraffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.istio.SidecarMarker;
import io.meshconformance.harness.kube.Applier;
import io.meshconformance.harness.kube.Readiness;
import io.meshconformance.harness.kube.TestCluster;
import io.meshconformance.run.EnvironmentBroken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BarrierTest {

    private static final String FILTER =
            "PATCH /apis/networking.istio.io/v1alpha3/namespaces/app/envoyfilters/conformance-marker";
    private static final String ROUTE = "/apis/networking.k8s.io/v1/namespaces/app/ingresses/conformance-marker";
    private static final HasMetadata MAP = new ConfigMapBuilder()
            .withNewMetadata()
            .withName("map")
            .endMetadata()
            .build();
    private static final Ingress INGRESS = new IngressBuilder()
            .withNewMetadata()
            .withName("nginx")
            .withNamespace("app")
            .endMetadata()
            .withNewSpec()
            .addNewRule()
            .withHost("app.test")
            .withNewHttp()
            .addNewPath()
            .withPath("/part")
            .withPathType("Exact")
            .endPath()
            .endHttp()
            .endRule()
            .endSpec()
            .build();

    private final TestCluster cluster = new TestCluster();
    private final Applier applier =
            new Applier(cluster.client(), new Readiness(cluster.client(), Duration.ofMinutes(1)), Runnable::run);
    private final List<String> asked = new ArrayList<>();
    private int unknown;
    private final Barrier barrier = new Barrier(
            applier,
            SidecarMarker.in(cluster.client(), applier, "app", Duration.ofSeconds(1)),
            RecordedTraffic.make().traffic(),
            new Route("app.test"),
            this::answer);

    @BeforeEach
    void begin() {
        cluster.serves("networking.istio.io/v1alpha3", "EnvoyFilter/envoyfilters");
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    @DisplayName("what the mesh alone reads is waited for there, by one marker for all of it")
    void mesh() {
        barrier.await(List.of(MAP, MAP), List.of(INGRESS));
        assertEquals(List.of(FILTER), cluster.changes());
    }

    @Test
    @DisplayName("what the proxy alone reads is waited for there, by a route of its own each time, which goes again")
    void proxy() {
        unknown = 2;
        barrier.await(List.of(INGRESS), List.of(MAP, INGRESS));
        barrier.await(List.of(INGRESS), List.of(MAP, INGRESS));
        assertEquals(
                List.of("PATCH " + ROUTE, "DELETE " + ROUTE, "PATCH " + ROUTE, "DELETE " + ROUTE), cluster.changes());
        assertEquals(
                List.of(
                        "https://marker-1-app.test/",
                        "https://marker-1-app.test/",
                        "https://marker-1-app.test/",
                        "https://marker-2-app.test/"),
                asked);
    }

    @Test
    @DisplayName("without a change nothing is applied, and a marker that never comes breaks the environment")
    void none() {
        barrier.await(List.of(), List.of(INGRESS));
        assertEquals(List.of(), cluster.changes());
        unknown = Integer.MAX_VALUE;
        assertThrows(EnvironmentBroken.class, () -> barrier.await(List.of(INGRESS), List.of(INGRESS)));
    }

    /** The proxy's Envoy answers 404 for a host that it does not know. */
    private Exchange answer(String url) {
        asked.add(url);
        boolean known = asked.size() > unknown;
        return new Exchange(
                "id",
                new Caller.Browser(null),
                "",
                Request.get(url),
                new Response(known ? 302 : 404, Headers.none(), ""),
                List.of(),
                new Attribution(known ? Answerer.PROXY : Answerer.PROXY_ENVOY, ""),
                Instant.now(),
                Duration.ZERO);
    }
}

package io.meshconformance.harness.istio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.meshconformance.harness.expect.RecordedTraffic;
import io.meshconformance.harness.kube.TestCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InjectionTest {

    private static final String ASKED = "/api/v1/namespaces/app/pods?dryRun=All";

    private final TestCluster cluster = new TestCluster();
    private final RecordedTraffic recorded = RecordedTraffic.make();
    private final Injection injection = new Injection(cluster.client(), "app", recorded.traffic());

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    @DisplayName("a pod that comes back with a sidecar got it, be it before or beside the application")
    void works() {
        cluster.server()
                .expect()
                .post()
                .withPath(ASKED)
                .andReturn(201, pod(false))
                .once();
        cluster.server()
                .expect()
                .post()
                .withPath(ASKED)
                .andReturn(201, pod(true))
                .once();
        injection.works();
        assertEquals("containers [istio-proxy, application]", recorded.last().actual());
        assertEquals(2, recorded.record().attempts().size());
    }

    @Test
    @DisplayName("a refusal counts where it names the injector's webhook, any other does not")
    void refuses() {
        cluster.server()
                .expect()
                .post()
                .withPath(ASKED)
                .andReturn(201, pod(false))
                .once();
        refusal("exceeded quota: pods");
        refusal("failed calling webhook \"namespace.sidecar-injector.istio.io\": connection refused");
        injection.refuses();
        assertEquals(3, recorded.record().attempts().size());
        assertTrue(
                recorded.last().actual().contains("sidecar-injector.istio.io"),
                recorded.last().actual());
    }

    private void refusal(String message) {
        cluster.server()
                .expect()
                .post()
                .withPath(ASKED)
                .andReturn(
                        422,
                        new StatusBuilder()
                                .withStatus("Failure")
                                .withCode(422)
                                .withMessage(message)
                                .build())
                .once();
    }

    private static Pod pod(boolean injected) {
        PodBuilder pod = new PodBuilder()
                .withNewMetadata()
                .withNamespace("app")
                .withName("asked-for")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("application")
                .endContainer()
                .endSpec();
        return injected
                ? pod.editSpec()
                        .addNewInitContainer()
                        .withName("istio-proxy")
                        .endInitContainer()
                        .endSpec()
                        .build()
                : pod.build();
    }
}

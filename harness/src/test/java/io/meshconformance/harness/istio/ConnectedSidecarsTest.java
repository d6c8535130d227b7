package io.meshconformance.harness.istio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.server.mock.OutputStreamMessage;
import io.fabric8.kubernetes.client.server.mock.StatusStreamMessage;
import io.meshconformance.harness.expect.RecordedTraffic;
import io.meshconformance.harness.kube.TestCluster;
import io.meshconformance.run.EnvironmentBroken;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConnectedSidecarsTest {

    private final TestCluster cluster = new TestCluster();
    private final RecordedTraffic recorded = RecordedTraffic.make();
    private final ConnectedSidecars sidecars = new ConnectedSidecars(
            cluster.client(), List.of("app", "clients"), recorded.traffic(), Duration.ofSeconds(30));

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    @DisplayName(
            "all are back when each pod there with a sidecar is connected again; those of other namespaces are not waited for")
    void back() {
        cluster.has(
                pod("istio-system", "istiod-1", "discovery"),
                pod("app", "web-1", "istio-proxy"),
                pod("app", "web-2", "istio-proxy"),
                pod("app", "bare", "web"),
                pod("other", "web-3", "istio-proxy"));
        says("[{\"proxy\": \"web-1.app\"}]");
        says("[{\"proxy\": \"web-1.app\"}, {\"proxy\": \"web-2.app\"}]");
        sidecars.awaitAll();
        assertEquals("not yet [web-2.app]", recorded.record().attempts().get(0).seen());
        assertEquals("all are", recorded.record().attempts().get(1).seen());
    }

    @Test
    @DisplayName("without a control plane, or one that answers nonsense, the environment is broken")
    void broken() {
        assertEquals(
                "there is no control plane",
                assertThrows(EnvironmentBroken.class, sidecars::awaitAll).getMessage());
        cluster.has(pod("istio-system", "istiod-1", "discovery"));
        says("upstream connect error");
        assertEquals(
                "the control plane's state of synchronisation is no JSON: upstream connect error",
                assertThrows(EnvironmentBroken.class, sidecars::awaitAll).getMessage());
    }

    private void says(String answer) {
        cluster.server()
                .expect()
                .get()
                .withPath("/api/v1/namespaces/istio-system/pods/istiod-1/exec?command=pilot-discovery&command=request"
                        + "&command=GET&command=%2Fdebug%2Fsyncz&container=discovery&stdout=true&stderr=true")
                .andUpgradeToWebSocket()
                .open(new OutputStreamMessage(answer), new StatusStreamMessage(0))
                .done()
                .once();
    }

    private static Pod pod(String namespace, String name, String container) {
        return TestCluster.readyPod(namespace, name)
                .editMetadata()
                .addToLabels("app", "istiod")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName(container)
                .endContainer()
                .endSpec()
                .build();
    }
}

package io.meshconformance.harness.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.server.mock.ErrorStreamMessage;
import io.fabric8.kubernetes.client.server.mock.OutputStreamMessage;
import io.fabric8.kubernetes.client.server.mock.StatusStreamMessage;
import io.fabric8.mockwebserver.internal.WebSocketMessage;
import io.meshconformance.run.EnvironmentBroken;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PodCommandTest {

    private final TestCluster cluster = new TestCluster();

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    @DisplayName("a command that fails is a result, with its outputs")
    void failed() {
        answers(new OutputStreamMessage("out"), new ErrorStreamMessage("err"), new StatusStreamMessage(3));
        ProcessResult result = command(Duration.ofMinutes(1)).run("look");
        assertEquals(3, result.exitCode());
        assertEquals("out", result.text());
        assertEquals("err", result.errors());
    }

    @Test
    @DisplayName("a connection that ends before the command breaks the environment, with the command and the place")
    void cutOff() {
        answers(new OutputStreamMessage("out"));
        EnvironmentBroken broken = assertThrows(
                EnvironmentBroken.class, () -> command(Duration.ofMinutes(1)).run("look"));
        assertEquals(
                "look could not be run in app/web-1/main: the connection ended before the command did",
                broken.getMessage());
        assertTrue(broken.cure().contains("kubectl -n app describe pod web-1"), broken.cure());
    }

    @Test
    @DisplayName("so does a pod that is not there")
    void missing() {
        assertThrows(
                EnvironmentBroken.class, () -> command(Duration.ofMillis(200)).run("look"));
    }

    private PodCommand command(Duration limit) {
        return new PodCommand(cluster.client(), new ContainerPlace("app", "web-1", "main"), limit);
    }

    private void answers(WebSocketMessage... messages) {
        cluster.has(TestCluster.readyPod("app", "web-1")
                .withNewSpec()
                .addNewContainer()
                .withName("main")
                .endContainer()
                .endSpec()
                .build());
        cluster.server()
                .expect()
                .get()
                .withPath("/api/v1/namespaces/app/pods/web-1/exec?command=look&container=main&stdout=true&stderr=true")
                .andUpgradeToWebSocket()
                .open((Object[]) messages)
                .done()
                .always();
    }
}

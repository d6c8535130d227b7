package io.meshconformance.harness.outage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.meshconformance.harness.kube.TestCluster;
import io.meshconformance.harness.wait.Timeouts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PlatformPodsTest {

    private final TestCluster cluster = new TestCluster();
    private final PlatformPods pods = new PlatformPods(cluster.client(), "the proxy", "pomerium", "pomerium");

    @BeforeEach
    void platform() {
        cluster.has(
                new DeploymentBuilder()
                        .withNewMetadata()
                        .withNamespace("pomerium")
                        .withName("pomerium")
                        .endMetadata()
                        .withNewSpec()
                        .withNewSelector()
                        .addToMatchLabels("app", "pomerium")
                        .endSelector()
                        .endSpec()
                        .build(),
                pod("one", 0, null));
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    @DisplayName("pods that stay as they are are there")
    void there() {
        assertThere();
        assertThere();
    }

    @Test
    @DisplayName("a pod that was taken away is gone, also where another has come for it")
    void replaced() {
        assertThere();
        cluster.has(pod("two", 0, null));
        assertThere();
        cluster.client().pods().inNamespace("pomerium").withName("one").delete();
        assertGone("the proxy is gone: its pod one was taken away, which no scenario did");
    }

    @Test
    @DisplayName("a container that ended is gone, with its exit code, and so is one that was started again since")
    void ended() {
        assertThere();
        cluster.has(pod("one", 0, 137));
        assertGone("the proxy ended by itself: in its pod one the container main ended with 137, OOMKilled");
        cluster.has(pod("one", 1, null));
        assertGone("the proxy ended by itself: in its pod one a container was started again");
    }

    @Test
    @DisplayName("what a scenario takes away is not looked at; what is there afterwards has to stay")
    void absence() {
        assertThere();
        Absence absence = pods.absence();
        cluster.client().pods().inNamespace("pomerium").withName("one").delete();
        assertThere();
        cluster.has(pod("two", 3, null));
        absence.close();
        absence.close();
        assertThere();
        cluster.has(pod("two", 4, null));
        assertGone("the proxy ended by itself: in its pod two a container was started again");
    }

    @Test
    @DisplayName("a part that does not come back from its absence is gone")
    void neverBack() {
        Absence absence = pods.absence();
        cluster.client().pods().inNamespace("pomerium").withName("one").delete();
        absence.close();
        assertGone("no pod of the proxy is ready");
    }

    @Test
    @DisplayName("the watch knows an absence by namespace and Deployment, and one of what it does not watch as well")
    void byName() {
        var outage = new Outage();
        var watch = new Watch(outage, Timeouts.defaults());
        watch.parts().pods(cluster.client(), "the proxy", "pomerium", "pomerium");
        assertTrue(watch.look());
        watch.parts().absence("elsewhere", "pomerium").close();
        Absence absence = watch.parts().absence("pomerium", "pomerium");
        cluster.client().pods().inNamespace("pomerium").withName("one").delete();
        assertTrue(watch.look());
        absence.close();
        assertEquals(false, watch.look());
        assertTrue(outage.cause().isPresent());
    }

    @Test
    @DisplayName("an API server that does not tell is silent, and says nothing of the pods")
    void untold() {
        cluster.refuses(line -> line.startsWith("GET "));
        assertTrue(pods.look() instanceof Sight.Silent);
        assertTrue(new ApiServer(cluster.client()).look() instanceof Sight.Silent);
    }

    private void assertThere() {
        assertEquals(new Sight.There(), pods.look());
    }

    private void assertGone(String problem) {
        Sight sight = pods.look();
        assertTrue(sight instanceof Sight.Gone, sight::toString);
        assertEquals(problem, ((Sight.Gone) sight).broken().problem());
    }

    private static Pod pod(String name, int restarts, @Nullable Integer exitCode) {
        var status = new ContainerStatusBuilder().withName("main").withRestartCount(restarts);
        if (exitCode != null) {
            status.withNewState()
                    .withNewTerminated()
                    .withExitCode(exitCode)
                    .withReason("OOMKilled")
                    .endTerminated()
                    .endState();
        }
        return TestCluster.readyPod("pomerium", name)
                .editMetadata()
                .addToLabels("app", "pomerium")
                .endMetadata()
                .editStatus()
                .withContainerStatuses(status.build())
                .endStatus()
                .build();
    }
}

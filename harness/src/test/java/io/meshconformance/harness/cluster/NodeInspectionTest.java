package io.meshconformance.harness.cluster;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.harness.engine.EngineClock;
import io.meshconformance.harness.engine.StubServer;
import io.meshconformance.harness.engine.StubServer.Reply;
import io.meshconformance.harness.wait.ShortTimeouts;
import io.meshconformance.run.EnvironmentBroken;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A node that booted is looked at before anything is judged on it")
class NodeInspectionTest {

    private static final String FLANNEL = "{\"plugins\": [{\"type\":\"flannel\",\"delegate\":{}}]}\n";
    private static final String ROUTED = "{\"plugins\": [{\"type\": \"ptp\"}]}\n";

    private volatile Reply answer = Reply.of(200, "{}");
    private final StubServer api = StubServer.onLoopback(request -> answer);
    private final KubernetesClient client = NodeApi.client(NodeApi.config(kubeconfig(api, "")));

    @AfterEach
    void stop() {
        client.close();
        api.close();
    }

    static String kubeconfig(StubServer api, String cluster) {
        return """
                apiVersion: v1
                kind: Config
                current-context: default
                contexts: [{name: default, context: {cluster: default, user: default}}]
                users: [{name: default, user: {token: t}}]
                clusters: [{name: default, cluster: {server: "http://127.0.0.1:%d"%s}}]
                """.formatted(api.port(), cluster);
    }

    @Test
    void whatWasImportedIsThereUnderItsFullName() {
        nodeHas("docker.io/library/nginx:1.29.8-alpine", "docker.io/rancher/mirrored-pause:3.10.2", "ghcr.io/x/y:1");
        assertDoesNotThrow(
                () -> look().images(List.of("nginx:1.29.8-alpine", "rancher/mirrored-pause:3.10.2", "ghcr.io/x/y:1")));
    }

    @Test
    void whatIsNotThereIsNamed() {
        nodeHas("docker.io/library/nginx:1.29.8-alpine");
        EnvironmentBroken broken = assertThrows(
                EnvironmentBroken.class, () -> look().images(List.of("nginx:1.29.8-alpine", "grafana/grafana:13.1.1")));
        assertEquals(
                "the node did not import these images, and would fetch them from the network: grafana/grafana:13.1.1",
                broken.problem());
    }

    @ParameterizedTest
    @ValueSource(strings = {ROUTED + "absent\n", ROUTED + "0\n", FLANNEL + "1\n", "\nabsent\n"})
    void aNetworkThatNeedsNoFilterOrHasItWillDo(String said) {
        assertDoesNotThrow(look(() -> said)::bridge);
    }

    @Test
    void theModuleMayComeWithTheFirstPod() {
        var asked = new AtomicInteger();
        assertDoesNotThrow(look(() -> FLANNEL + (asked.incrementAndGet() < 3 ? "absent\n" : "1\n"))::bridge);
        assertEquals(3, asked.get());
    }

    @ParameterizedTest
    @CsvSource({"absent, not loaded", "0, off"})
    void aBridgeThatTheKernelDoesNotFilterIsNamed(String filtered, String said) {
        EnvironmentBroken broken =
                assertThrows(EnvironmentBroken.class, look(() -> FLANNEL + "\n" + filtered + "\n")::bridge);
        assertTrue(broken.problem().contains("(br_netfilter is " + said + ")"), broken.problem());
        assertTrue(broken.cure().startsWith("sudo modprobe br_netfilter"), broken.cure());
    }

    @ParameterizedTest
    @CsvSource({
        "-240, the engine's clock is 4 min behind this machine's",
        "-45, the engine's clock is 45 s behind this machine's",
        "3630, the engine's clock is 60 min ahead of this machine's"
    })
    void aClockThatIsFarOffIsNamed(long seconds, String problem) {
        apiSays(Instant.now().plusSeconds(seconds));
        EnvironmentBroken broken = assertThrows(EnvironmentBroken.class, clock()::check);
        // What passes in the meantime may cost the last second.
        assertEquals(problem.replaceAll("4[45] s", "4n s"), broken.problem().replaceAll("4[456] s", "4n s"));
        assertTrue(broken.cure().contains("restart Docker Desktop"), broken.cure());
    }

    @ParameterizedTest
    @ValueSource(longs = {-25, 0, 25})
    void aClockThatIsAboutRightWillDo(long seconds) {
        apiSays(Instant.now().plusSeconds(seconds));
        assertDoesNotThrow(clock()::check);
    }

    @Test
    void anApiWithoutATimeIsNoClock() {
        assertTrue(assertThrows(EnvironmentBroken.class, clock()::check)
                .problem()
                .contains("its answer has no Date header"));
    }

    private EngineClock clock() {
        return EngineClock.of(client, Duration.ofSeconds(20));
    }

    private void apiSays(Instant time) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
        answer = new Reply(200, "Date: " + date + "\r\n", "{}");
    }

    private void nodeHas(String... names) {
        answer = Reply.of(
                200,
                "{\"kind\": \"NodeList\", \"apiVersion\": \"v1\", \"items\": [{\"status\": {\"images\": [{\"names\": [\"%s\"]}]}}]}"
                        .formatted(String.join("\", \"", names)));
    }

    private NodeInspection look() {
        return look(() -> "");
    }

    private NodeInspection look(Supplier<String> network) {
        return new NodeInspection(client, network, ShortTimeouts.make());
    }
}

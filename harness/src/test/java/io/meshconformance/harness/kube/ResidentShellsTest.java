package io.meshconformance.harness.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.meshconformance.run.EnvironmentBroken;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which command gets which shell, with shells of this machine. */
class ResidentShellsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final PodChoice CLIENT = new PodChoice("app", Map.of("app", "client"), "main");

    private final TestCluster cluster = new TestCluster();
    private final List<String> started = new CopyOnWriteArrayList<>();
    private final AtomicInteger closed = new AtomicInteger();
    private final ResidentShells shells = new ResidentShells(
            cluster.client(), place -> (output, errors, gone) -> connect(place, output, errors, gone));

    @AfterEach
    void end() {
        shells.close();
        cluster.close();
    }

    @Test
    @DisplayName("commands that follow each other share one shell")
    void shared() {
        cluster.has(pod("client-1"));
        String first =
                shells.run(CLIENT, List.of("sh", "-c", "echo $PPID"), LIMIT).text();
        assertEquals(
                first,
                shells.run(CLIENT, List.of("sh", "-c", "echo $PPID"), LIMIT).text());
        assertEquals(List.of("app/client-1/main"), started);
    }

    @Test
    @DisplayName("commands at the same time have a shell each, and both stay for later ones")
    void sideBySide() {
        cluster.has(pod("client-1"));
        List<String> wait = List.of("sleep", "1");
        CompletableFuture<ProcessResult> one = CompletableFuture.supplyAsync(() -> shells.run(CLIENT, wait, LIMIT));
        CompletableFuture<ProcessResult> two = CompletableFuture.supplyAsync(() -> shells.run(CLIENT, wait, LIMIT));
        one.join();
        two.join();
        shells.run(CLIENT, List.of("true"), LIMIT);
        assertEquals(2, started.size());
    }

    @Test
    @DisplayName("where the shell has gone with its pod, another pod is chosen")
    void gone() {
        cluster.has(pod("client-1"));
        assertThrows(EnvironmentBroken.class, () -> shells.run(CLIENT, List.of("sh", "-c", "kill -9 $PPID"), LIMIT));
        cluster.client().pods().inNamespace("app").withName("client-1").delete();
        cluster.has(pod("client-2"));
        assertEquals(
                "here", shells.run(CLIENT, List.of("printf", "here"), LIMIT).text());
        assertEquals(List.of("app/client-1/main", "app/client-2/main"), started);
    }

    @Test
    @DisplayName("a shell whose command did not end in time is closed and never used again")
    void late() {
        cluster.has(pod("client-1"));
        String message = assertThrows(
                        EnvironmentBroken.class,
                        () -> shells.run(CLIENT, List.of("sleep", "60"), Duration.ofMillis(100)))
                .getMessage();
        assertEquals("sleep could not be run in app/client-1/main: it did not end within 100 ms", message);
        assertEquals(1, closed.get());
        shells.run(CLIENT, List.of("true"), LIMIT);
        assertEquals(2, started.size());
    }

    @Test
    @DisplayName("a shell that cannot be started breaks the environment")
    void refused() {
        cluster.has(pod("client-1"));
        try (ResidentShells none = new ResidentShells(cluster.client(), place -> (output, errors, gone) -> {
            throw new KubernetesClientException("not for you");
        })) {
            assertEquals(
                    "true could not be run in app/client-1/main: not for you",
                    assertThrows(EnvironmentBroken.class, () -> none.run(CLIENT, List.of("true"), LIMIT))
                            .getMessage());
        }
    }

    @Test
    @DisplayName("closing ends idle shells at once, and one at work as soon as its command has ended")
    void closing() {
        cluster.has(pod("client-1"));
        List<CompletableFuture<ProcessResult>> both = List.of(
                CompletableFuture.supplyAsync(() -> shells.run(CLIENT, List.of("true"), LIMIT)),
                CompletableFuture.supplyAsync(() -> shells.run(CLIENT, List.of("sleep", "2"), LIMIT)));
        both.get(0).join();
        shells.close();
        both.get(1).join();
        assertEquals(started.size(), closed.get());
    }

    private ResidentShell.Line connect(ContainerPlace place, OutputStream output, OutputStream errors, Runnable gone) {
        started.add(place.toString());
        ResidentShell.Line line = ResidentShellTest.local(output, errors, gone);
        return new ResidentShell.Line() {
            @Override
            public OutputStream input() {
                return line.input();
            }

            @Override
            public void close() {
                closed.incrementAndGet();
                line.close();
            }
        };
    }

    private static Pod pod(String name) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace("app")
                .withName(name)
                .addToLabels("app", "client")
                .endMetadata()
                .withNewStatus()
                .withPhase("Running")
                .endStatus()
                .build();
    }
}

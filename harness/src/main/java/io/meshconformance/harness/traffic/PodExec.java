package io.meshconformance.harness.traffic;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.meshconformance.harness.scenario.EnvironmentBroken;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs commands in a container of a pod, through the API server. */
final class PodExec implements PodShell {

    private final KubernetesClient kubernetes;
    private final String namespace;
    private final Map<String, String> labels;
    private final String pod;
    private final String container;

    private PodExec(
            KubernetesClient kubernetes, String namespace, Map<String, String> labels, String pod, String container) {
        this.kubernetes = kubernetes;
        this.namespace = namespace;
        this.labels = labels;
        this.pod = pod;
        this.container = container;
    }

    static PodExec named(KubernetesClient kubernetes, String namespace, String pod, String container) {
        return new PodExec(kubernetes, namespace, Map.of(), pod, container);
    }

    static PodExec labelled(
            KubernetesClient kubernetes, String namespace, Map<String, String> labels, String container) {
        return new PodExec(kubernetes, namespace, Map.copyOf(labels), "", container);
    }

    @Override
    public String place() {
        return "pod " + namespace + "/" + (pod.isEmpty() ? labels : pod);
    }

    @Override
    public Finished run(List<String> command, Duration limit) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream diagnostics = new ByteArrayOutputStream();
        try (ExecWatch watch = kubernetes
                .pods()
                .inNamespace(namespace)
                .withName(chosen())
                .inContainer(container)
                .writingOutput(output)
                .writingError(diagnostics)
                .exec(command.toArray(String[]::new))) {
            int exitCode = watch.exitCode().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Finished(exitCode, output.toByteArray(), diagnostics.toString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw broken(command, "the run was interrupted", e);
        } catch (TimeoutException e) {
            throw broken(command, "it did not end within " + limit.toMillis() + " ms", e);
        } catch (ExecutionException | KubernetesClientException e) {
            throw broken(command, String.valueOf(e.getMessage()), e);
        }
    }

    private String chosen() {
        if (!pod.isEmpty()) {
            return pod;
        }
        return kubernetes.pods().inNamespace(namespace).withLabels(labels).list().getItems().stream()
                .filter(PodExec::isRunning)
                .map(candidate -> candidate.getMetadata().getName())
                .sorted()
                .findFirst()
                .orElseThrow(() -> new EnvironmentBroken(
                        "No running pod in " + namespace + " has the labels " + labels,
                        "See why the client's pod is not running: kubectl -n " + namespace + " get pods"));
    }

    private static boolean isRunning(Pod candidate) {
        return candidate.getMetadata().getDeletionTimestamp() == null
                && "Running".equals(candidate.getStatus().getPhase());
    }

    private EnvironmentBroken broken(List<String> command, String why, Exception cause) {
        return new EnvironmentBroken(
                "The client in " + place() + " could not run " + command.get(0) + ": " + why,
                "See the state of that pod and its events: kubectl -n " + namespace + " describe pod",
                cause);
    }
}

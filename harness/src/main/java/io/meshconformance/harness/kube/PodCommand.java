package io.meshconformance.harness.kube;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.meshconformance.harness.scenario.EnvironmentBroken;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A command in a pod's container, by the cluster's exec. */
public final class PodCommand {

    private static final long LIMIT_SECONDS = 30;

    /**
     * What a command left.
     *
     * @param exitCode its exit code
     * @param output its standard output
     * @param errors its standard error
     */
    public record Result(int exitCode, String output, String errors) {}

    private final KubernetesClient client;
    private final Pod pod;
    private final String container;

    /**
     * Names the place.
     *
     * @param client the run's client
     * @param pod the pod
     * @param container the container in it
     */
    public PodCommand(KubernetesClient client, Pod pod, String container) {
        this.client = client;
        this.pod = pod;
        this.container = container;
    }

    /**
     * Runs a command to its end.
     *
     * @param command the command and its arguments, no shell
     * @return exit code and output, whatever the exit code
     * @throws EnvironmentBroken when the cluster does not carry it out
     */
    public Result run(String... command) {
        var output = new ByteArrayOutputStream();
        var errors = new ByteArrayOutputStream();
        try (ExecWatch watch = client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .inContainer(container)
                .writingOutput(output)
                .writingError(errors)
                .exec(command)) {
            int exitCode = watch.exitCode().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            return new Result(
                    exitCode, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw broken(command, e);
        } catch (ExecutionException | TimeoutException e) {
            throw broken(command, e);
        }
    }

    private EnvironmentBroken broken(String[] command, Exception cause) {
        return new EnvironmentBroken(
                String.join(" ", command) + " in " + pod.getMetadata().getName() + "/" + container
                        + " could not be carried out: " + cause,
                "read the node's log and the pod's events",
                cause);
    }
}

package io.meshconformance.harness.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.meshconformance.run.EnvironmentBroken;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One command in a container, by an exec of its own: for containers without a shell, and for what is run once. Where
 * many commands follow each other, {@link ResidentShells} are cheaper.
 */
public final class PodCommand {

    private final KubernetesClient client;
    private final ContainerPlace place;
    private final Duration limit;

    /**
     * Names the place.
     *
     * @param client the run's client
     * @param place where the command runs
     * @param limit how long it may take
     */
    public PodCommand(KubernetesClient client, ContainerPlace place, Duration limit) {
        this.client = client;
        this.place = place;
        this.limit = limit;
    }

    /**
     * Runs a command to its end.
     *
     * @param command the command and its arguments, no shell
     * @return exit code and output, whatever the exit code
     * @throws EnvironmentBroken when the cluster does not carry it out
     */
    public ProcessResult run(String... command) {
        var output = new ByteArrayOutputStream();
        var errors = new ByteArrayOutputStream();
        try (ExecWatch watch =
                place.in(client).writingOutput(output).writingError(errors).exec(command)) {
            @Nullable Integer exitCode = watch.exitCode().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (exitCode == null) {
                throw place.broken(List.of(command), "the connection ended before the command did", null);
            }
            return new ProcessResult(exitCode, output.toByteArray(), errors.toString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw place.broken(List.of(command), "the run was interrupted", e);
        } catch (TimeoutException e) {
            throw place.broken(List.of(command), "it did not end within " + limit.toMillis() + " ms", e);
        } catch (ExecutionException | KubernetesClientException e) {
            throw place.broken(List.of(command), String.valueOf(e.getMessage()), e);
        }
    }
}

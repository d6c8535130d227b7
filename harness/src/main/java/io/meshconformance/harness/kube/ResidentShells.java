package io.meshconformance.harness.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecListener;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.meshconformance.harness.scenario.EnvironmentBroken;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The shells of a run: commands in the same container share one, and get more only while they run at the same time.
 * Safe for use by many threads.
 */
public final class ResidentShells implements AutoCloseable {

    private final KubernetesClient client;
    private final Map<ContainerPlace, Deque<ResidentShell>> idle = new HashMap<>();
    private boolean closed;

    /**
     * No shell yet; each is started when it is first needed.
     *
     * @param client the run's client
     */
    public ResidentShells(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Runs a command to its end.
     *
     * @param place where; its image has {@code sh}
     * @param command program and arguments; no shell interprets them
     * @param limit how long it may take
     * @return exit code and output, whatever the exit code
     * @throws EnvironmentBroken when the cluster does not carry it out: that says nothing about the peer it was to talk
     *     to, and it is not tried again, since nobody knows how far it came
     */
    public Finished run(ContainerPlace place, List<String> command, Duration limit) {
        ResidentShell shell = null;
        try {
            shell = taken(place);
            Finished finished = shell.run(command, limit);
            giveBack(place, shell);
            return finished;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ended(shell, place.broken(command, "the run was interrupted", e));
        } catch (TimeoutException | IOException | KubernetesClientException e) {
            throw ended(shell, place.broken(command, String.valueOf(e.getMessage()), e));
        }
    }

    private ResidentShell taken(ContainerPlace place) {
        synchronized (idle) {
            Deque<ResidentShell> here = idle.getOrDefault(place, new ArrayDeque<>());
            while (!here.isEmpty()) {
                ResidentShell shell = here.pop();
                if (shell.isThere()) {
                    return shell;
                }
                shell.close();
            }
        }
        return new ResidentShell((output, errors, gone) -> new Exec(place.in(client)
                .redirectingInput()
                .writingOutput(output)
                .writingError(errors)
                .usingListener(new Gone(gone))
                .exec("sh")));
    }

    private void giveBack(ContainerPlace place, ResidentShell shell) {
        synchronized (idle) {
            if (!closed) {
                idle.computeIfAbsent(place, key -> new ArrayDeque<>()).push(shell);
                return;
            }
        }
        shell.close();
    }

    private static EnvironmentBroken ended(@Nullable ResidentShell shell, EnvironmentBroken broken) {
        if (shell != null) {
            shell.close();
        }
        return broken;
    }

    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
            idle.values().forEach(shells -> shells.forEach(ResidentShell::close));
            idle.clear();
        }
    }

    private record Exec(ExecWatch watch) implements ResidentShell.Line {

        @Override
        public OutputStream input() {
            return watch.getInput();
        }

        @Override
        public void close() {
            watch.close();
        }
    }

    private record Gone(Runnable tell) implements ExecListener {

        @Override
        public void onClose(int code, String reason) {
            tell.run();
        }

        @Override
        public void onFailure(Throwable failure, ExecListener.@Nullable Response response) {
            tell.run();
        }
    }
}

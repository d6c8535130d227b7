package io.meshconformance.harness.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecListener;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.meshconformance.run.EnvironmentBroken;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The shells of a run: commands for the same choice of pod share one, and get more only while they run at the same time.
 * The pod is chosen when a shell is started, and anew when it has gone together with its shell. Safe for use by many
 * threads.
 */
public final class ResidentShells implements AutoCloseable {

    private final KubernetesClient client;
    private final Function<ContainerPlace, ResidentShell.Connector> connectors;
    private final Map<PodChoice, Deque<Placed>> idle = new HashMap<>();
    private boolean closed;

    /** No shell yet; each is started when it is first needed. */
    public ResidentShells(KubernetesClient client) {
        this(
                client,
                place -> (output, errors, gone) -> new Exec(place.in(client)
                        .redirectingInput()
                        .writingOutput(output)
                        .writingError(errors)
                        .usingListener(new Gone(gone))
                        .exec("sh")));
    }

    ResidentShells(KubernetesClient client, Function<ContainerPlace, ResidentShell.Connector> connectors) {
        this.client = client;
        this.connectors = connectors;
    }

    /**
     * Runs a command to its end.
     *
     * @param where in which pod; its container's image has {@code sh}
     * @param command program and arguments; no shell interprets them
     * @param limit how long it may take
     * @return exit code and output, whatever the exit code
     * @throws EnvironmentBroken when there is no such pod, or the cluster does not carry it out: that says nothing about
     *     the peer it was to talk to, and it is not tried again, since how far it came is unknown
     */
    public ProcessResult run(PodChoice where, List<String> command, Duration limit) {
        Placed placed = taken(where, command);
        try {
            ProcessResult finished = placed.shell().run(command, limit);
            giveBack(where, placed);
            return finished;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw placed.ended(command, "the run was interrupted", e);
        } catch (TimeoutException | IOException e) {
            throw placed.ended(command, String.valueOf(e.getMessage()), e);
        }
    }

    private Placed taken(PodChoice where, List<String> command) {
        synchronized (idle) {
            Deque<Placed> here = idle.getOrDefault(where, new ArrayDeque<>());
            while (!here.isEmpty()) {
                Placed placed = here.pop();
                if (placed.shell().isThere()) {
                    return placed;
                }
                placed.shell().close();
            }
        }
        return started(where.now(client), command);
    }

    private Placed started(ContainerPlace place, List<String> command) {
        try {
            return new Placed(place, new ResidentShell(connectors.apply(place)));
        } catch (KubernetesClientException e) {
            throw place.broken(command, String.valueOf(e.getMessage()), e);
        }
    }

    private void giveBack(PodChoice where, Placed placed) {
        synchronized (idle) {
            if (!closed) {
                idle.computeIfAbsent(where, key -> new ArrayDeque<>()).push(placed);
                return;
            }
        }
        placed.shell().close();
    }

    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
            idle.values()
                    .forEach(shells -> shells.forEach(placed -> placed.shell().close()));
            idle.clear();
        }
    }

    private record Placed(ContainerPlace place, ResidentShell shell) {

        EnvironmentBroken ended(List<String> command, String why, Exception cause) {
            shell.close();
            return place.broken(command, why, cause);
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

package io.meshconformance.ci.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The container engine's client, as far as runs with one cache folder are concerned.
 *
 * @param program the client
 * @param cache the folder
 */
record Docker(String program, Path cache) {

    /** That of a Kubernetes API server, which no other container of a run offers. */
    private static final String API_PORT = "6443";

    /** The node that runs; empty where none does. */
    Optional<ChaosNode> node() {
        return containers("--filter", "expose=" + API_PORT).stream().findFirst().map(id -> new ChaosNode(this, id));
    }

    /** The ids of the containers that these runs started. */
    List<String> containers(String... more) {
        var arguments = new ArrayList<>(
                List.of("ps", "--quiet", "--no-trunc", "--filter", "label=io.meshconformance.cache=" + cache));
        arguments.addAll(List.of(more));
        return lines(arguments.toArray(String[]::new));
    }

    /** The lines that it says, whatever its exit code. */
    List<String> lines(String... arguments) {
        return said(arguments).lines().toList();
    }

    /** What it says, whatever its exit code. */
    String said(String... arguments) {
        var words = new ArrayList<>(List.of(program));
        words.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

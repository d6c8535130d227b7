package io.meshconformance.rehearsal;

import io.meshconformance.run.EnvironmentBroken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The container engine of the secluded machine, at a socket that only an explicit setting names. */
final class OwnEngine {

    /** Where it answers. */
    static final String HOST = "unix:///run/rehearsal/docker.sock";

    private static final Path FOLDER = Path.of("/run/rehearsal");
    /** Installed by ci/prepare where a machine is refused the capability that privileged containers ask for. */
    private static final Path RUNTIME_FRONT = Path.of("/usr/local/lib/mesh-conformance/runc-front");

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final long PAUSE_MILLISECONDS = 100;

    private OwnEngine() {}

    /**
     * Starts it; it ends with the machine.
     *
     * @param layers where its images and containers lie
     * @param authority whose certificates it trusts
     * @param log gets what it says
     */
    static void start(Path layers, Path authority, Path log) {
        try {
            Files.createDirectories(FOLDER);
            // Not the user's settings: of this machine's engine nothing is taken over.
            Path settings = Files.writeString(FOLDER.resolve("daemon.json"), "{}");
            var words = new ArrayList<>(List.of(
                    "dockerd",
                    "--config-file=" + settings,
                    "--data-root=" + layers,
                    "--host=" + HOST,
                    "--group=docker",
                    "--cgroup-parent=/" + Workplace.CONTROL_GROUP));
            if (Files.isExecutable(RUNTIME_FRONT)) {
                words.add("--add-runtime=front=" + RUNTIME_FRONT);
                words.add("--default-runtime=front");
            }
            Process engine = new Program(words, Map.of())
                    .with("SSL_CERT_FILE", authority.toString())
                    .start(log.toFile());
            await(engine, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Process engine, Path log) throws IOException {
        Instant end = Instant.now().plus(START_LIMIT);
        Program question = docker("version");
        while (question.ended().code() != 0) {
            try {
                if (engine.waitFor(PAUSE_MILLISECONDS, TimeUnit.MILLISECONDS)
                        || Instant.now().isAfter(end)) {
                    List<String> lines = Files.readAllLines(log);
                    throw new EnvironmentBroken(
                            "the rehearsal's engine does not start; its last words: "
                                    + lines.subList(Math.max(0, lines.size() - 5), lines.size()),
                            "install docker.io (ci/prepare does)");
                }
            } catch (InterruptedException e) {
                throw Program.interrupted(e);
            }
        }
    }

    /** The docker client, asking this engine. */
    static Program docker(String... arguments) {
        var words = new ArrayList<>(List.of("docker", "--host=" + HOST));
        words.addAll(List.of(arguments));
        return new Program(words, Map.of());
    }
}

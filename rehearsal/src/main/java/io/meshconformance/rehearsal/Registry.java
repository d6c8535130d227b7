package io.meshconformance.rehearsal;

import io.meshconformance.run.EnvironmentBroken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The distribution project's registry, as Debian packages it. */
final class Registry {

    /** Where it listens on the secluded machine. */
    static final URI ADDRESS = URI.create("http://127.0.0.1:5000");

    private static final String PROGRAM = "docker-registry";
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final long PAUSE_MILLISECONDS = 50;

    private Registry() {}

    /**
     * Finds the program, or takes it out of Debian's package without installing that: its service would start.
     *
     * @param folder where the package may be unpacked
     * @throws EnvironmentBroken when it cannot be had
     */
    static Path program(Path folder) {
        Path unpacked = folder.resolve("usr/bin").resolve(PROGRAM);
        Optional<Path> there = Stream.concat(
                        Arrays.stream(System.getenv("PATH").split(":")).map(bin -> Path.of(bin, PROGRAM)),
                        Stream.of(unpacked))
                .filter(Files::isExecutable)
                .findFirst();
        return there.orElseGet(() -> fetched(folder, unpacked));
    }

    private static Path fetched(Path folder, Path unpacked) {
        try {
            Files.createDirectories(folder);
            // apt fetches as a user of its own, who may write nowhere of ours; the warning about that is its only word.
            Program.Ended fetched = new Program(
                            List.of("sh", "-c", "cd \"$1\" && apt-get download " + PROGRAM, "sh", folder.toString()),
                            java.util.Map.of())
                    .ended();
            try (Stream<Path> files = Files.list(folder)) {
                Path packed = files.filter(file -> file.toString().endsWith(".deb"))
                        .findFirst()
                        .orElseThrow(() -> new EnvironmentBroken(
                                "there is no program " + PROGRAM + ", and its package cannot be fetched: "
                                        + fetched.output().strip(),
                                "apt-get update, then start again; or put the program on the PATH"));
                Program.of("dpkg", "--extract", packed.toString(), folder.toString())
                        .run();
            }
            return unpacked;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts it, empty; it ends with the machine.
     *
     * @param program the program
     * @param storage where it keeps what it gets
     * @param log gets what it says
     */
    static URI start(Path program, Path storage, Path log) {
        try {
            Path settings =
                    Files.writeString(Path.of("/run/registry.yml"), """
                    version: 0.1
                    log: {level: warn}
                    storage:
                      filesystem: {rootdirectory: %s}
                    http: {addr: "%s"}
                    """.formatted(storage, ADDRESS.getAuthority()));
            Process registry =
                    Program.of(program.toString(), "serve", settings.toString()).start(log.toFile());
            Instant end = Instant.now().plus(START_LIMIT);
            while (!answers()) {
                if (registry.waitFor(PAUSE_MILLISECONDS, TimeUnit.MILLISECONDS)
                        || Instant.now().isAfter(end)) {
                    throw new EnvironmentBroken(
                            "the registry does not start: " + Files.readString(log), "read what it says");
                }
            }
            return ADDRESS;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw Program.interrupted(e);
        }
    }

    private static boolean answers() throws InterruptedException {
        try {
            return HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(ADDRESS.resolve("/v2/"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}

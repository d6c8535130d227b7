package io.meshconformance.ci.chaos;

import io.meshconformance.run.EnvironmentBroken;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a run cannot stand from its beginning on.
 *
 * @param name its name on the command line
 * @param what what is wrong with it, as a sentence's beginning
 * @param cause what the run has to say of it
 * @param laying makes it so
 */
record Ground(String name, String what, String cause, Laying laying) {

    /** As a kubeconfig has it that is a string of JSON, its value quoted or not. */
    private static final Pattern SERVER = Pattern.compile("(server: (?:\\\\\")?)https://[^\\\\\\s]+");

    /** Makes a ground. */
    @FunctionalInterface
    interface Laying {

        /**
         * Makes it.
         *
         * @param folder an empty folder, taken away with the ground
         * @param cache the cache folder, which has the memory of the kept node
         */
        Laid in(Path folder, Path cache) throws IOException;
    }

    /**
     * A ground that is there until it is closed.
     *
     * @param arguments what {@code ci/verify} is given to stand on it
     * @param end takes it away
     */
    record Laid(List<String> arguments, Closeable end) implements Closeable {

        @Override
        public void close() throws IOException {
            end.close();
        }
    }

    /** All of them, for a kept node. */
    static List<Ground> all() {
        return List.of(
                new Ground(
                        "disk-full",
                        "the disk of the cache is full",
                        "MiB free at",
                        (folder, cache) -> small(folder, List.of("--cache", folder.toString()))),
                new Ground(
                        "report-full",
                        "the disk of the report is full",
                        "No space left on device",
                        (folder, cache) -> small(
                                folder,
                                List.of(
                                        "--reuse",
                                        "--report-directory",
                                        folder.resolve("report").toString()))),
                new Ground("clock-ahead", "the engine's clock is ahead", "clock is 4 min ahead of", Ground::ahead));
    }

    /** A file system of 64 KiB. */
    private static Laid small(Path folder, List<String> arguments) throws IOException {
        if (done("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.toString()) != 0) {
            throw new EnvironmentBroken("a small disk cannot be mounted, which only root can", "sudo ci/chaos");
        }
        return new Laid(arguments, () -> {
            if (done("umount", folder.toString()) != 0) {
                throw new IOException("the small disk is still mounted: umount " + folder);
            }
        });
    }

    private static int done(String... words) throws IOException {
        Process process = new ProcessBuilder(words).inheritIO().start();
        return process.onExit().join().exitValue();
    }

    /** The kept node's memory, with an API that answers by a clock of its own. */
    private static Laid ahead(Path folder, Path cache) throws IOException {
        StandInApi api = StandInApi.start(() -> Instant.now().plusSeconds(4 * 60 + 5));
        Files.copy(cache.resolve("kept-node.properties"), folder.resolve("kept-node.properties"));
        Path memory = Path.of("kept-node.json");
        Files.writeString(
                folder.resolve(memory),
                moved(Files.readString(cache.resolve(memory), StandardCharsets.UTF_8), api.port()));
        return new Laid(List.of("--reuse", "--cache", folder.toString()), api);
    }

    /** A kept node's memory, in which the API server of its kubeconfig is at a port of this machine. */
    static String moved(String memory, int port) {
        Matcher server = SERVER.matcher(memory);
        if (!server.find()) {
            throw new IllegalArgumentException("The memory of the kept node names no API server");
        }
        return server.replaceAll("$1http://127.0.0.1:" + port);
    }
}

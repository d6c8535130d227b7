package io.meshconformance.rehearsal;

import io.meshconformance.run.EnvironmentBroken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The secluded machine from outside. Everything in there ends with its first program, and that one ends when it hears
 * nothing of this one any more.
 */
final class Seclusion {

    private static final Duration END_LIMIT = Duration.ofSeconds(20);
    private static final String SCRIPT = "secluded-machine.sh";

    private final Process process;

    private Seclusion(Process process) {
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param place where it may write on a disk
     * @param root this machine's checkout
     * @param registry the registry's program
     * @param whole whether the whole form is rehearsed
     */
    static Seclusion start(Workplace place, Path root, Path registry, boolean whole) {
        Jdk jdk = Jdk.find(Jdk.NEWEST, List.of(Jdk.PACKAGED, Path.of("/opt"))).orElseGet(Jdk::running);
        Path script = place.folder().resolve(SCRIPT);
        var words = new ArrayList<>(List.of("unshare", "--mount", "--net", "--pid", "--fork", "--kill-child"));
        words.addAll(List.of("sh", script.toString(), place.folder().toString()));
        words.addAll(List.of(jdk.home().resolve("bin/java").toString(), "-cp", System.getProperty("java.class.path")));
        words.add(SecludedMachine.class.getName());
        for (Path path : List.of(place.folder(), root, repository(), registry)) {
            words.add(path.toString());
        }
        words.add(whole ? "whole" : "short");
        try {
            Files.writeString(script, Rehearsal.resource(SCRIPT));
            return new Seclusion(new ProcessBuilder(words)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path repository() {
        return Path.of(System.getProperty("user.home"), ".m2");
    }

    /** How it ended; waits for that. */
    int code() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw Program.interrupted(e);
        }
    }

    /** Ends it. */
    void end() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            throw new EnvironmentBroken("the secluded machine cannot be told to end: " + e, "end unshare by hand", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

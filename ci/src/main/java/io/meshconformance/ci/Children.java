package io.meshconformance.ci;

import io.meshconformance.run.Exit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * The programs that a run starts, one after the other. When this process is told to end, the one that runs is told as
 * well, and has time to take away what it started.
 */
public final class Children {

    /** As long as a run may take to give back its namespaces and its node. */
    private static final int GRACE_SECONDS = 120;

    private volatile Process running;
    private volatile boolean ending;

    /** Nothing has been started yet. */
    public Children() {}

    /**
     * Does the work of a program. When this process is told to end meanwhile, what it started ends first, and the exit code
     * is {@link Exit#INTERRUPTED}.
     *
     * @param program how the messages of this process begin
     * @param err where people read them
     * @param work the work, which gives the exit code
     * @return the exit code
     */
    public int endingWith(String program, PrintStream err, IntSupplier work) {
        return endingWith(program, err, work, () -> {});
    }

    /**
     * The same, with a last thing to do.
     *
     * @param last what is done once the program that ran has ended
     */
    int endingWith(String program, PrintStream err, IntSupplier work, Runnable last) {
        var interrupted = new Thread(
                () -> {
                    end();
                    last.run();
                    err.println(program + ": interrupted");
                    Runtime.getRuntime().halt(Exit.INTERRUPTED);
                },
                "interrupted");
        Runtime.getRuntime().addShutdownHook(interrupted);
        int code = work.getAsInt();
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException e) {
            // The end came from outside already; the hook decides the exit code.
        }
        return code;
    }

    /** Ends the running program and waits until it has cleaned up. */
    void end() {
        ending = true;
        Process child = running;
        if (child == null || !child.isAlive()) {
            return;
        }
        // By its handle: the process's own method would close its output, and its last words would be lost.
        child.toHandle().destroy();
        try {
            if (!child.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                child.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs a program on this terminal and gives its exit code. */
    int run(ProcessBuilder program) throws IOException, InterruptedException {
        return start(program.inheritIO()).waitFor();
    }

    /**
     * Runs a program whose output goes to a file.
     *
     * @param program what is run
     * @param log the file, written anew
     * @param line told of each line as it comes
     * @return the exit code
     */
    int run(ProcessBuilder program, Path log, Consumer<String> line) throws IOException, InterruptedException {
        Files.createDirectories(log.getParent());
        Process child = start(program.redirectErrorStream(true));
        child.getOutputStream().close();
        try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8);
                var file = Files.newBufferedWriter(
                        log,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            for (String next = output.readLine(); next != null; next = output.readLine()) {
                file.write(next);
                file.newLine();
                line.accept(next);
            }
        }
        return child.waitFor();
    }

    /**
     * Runs the program that cleans up, also while this process ends, and says where it could not.
     *
     * @param program what is run, on this terminal
     * @return whether it did its work
     */
    static boolean last(ProcessBuilder program) {
        try {
            return program.inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Starts a program, which ends with this process at the latest.
     *
     * @throws IOException when it cannot be started
     * @throws InterruptedException when the end of this process is under way
     */
    public Process start(ProcessBuilder program) throws IOException, InterruptedException {
        if (ending) {
            throw new InterruptedException();
        }
        running = program.start();
        return running;
    }
}

package io.meshconformance.rehearsal;

import io.meshconformance.run.EnvironmentBroken;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Another program's command line.
 *
 * @param words program and arguments
 * @param variables what is added to this process's environment
 */
public record Program(List<String> words, Map<String, String> variables) {

    /** A command line without further variables. */
    public static Program of(String... words) {
        return new Program(List.of(words), Map.of());
    }

    /** The same with one more variable. */
    public Program with(String variable, String value) {
        var more = new java.util.TreeMap<>(variables);
        more.put(variable, value);
        return new Program(words, Map.copyOf(more));
    }

    /**
     * Runs it to its end.
     *
     * @return what it wrote to standard output
     * @throws EnvironmentBroken with its last words when it ends with anything but 0
     */
    public String run() {
        Ended ended = ended();
        if (ended.code() != 0) {
            throw new EnvironmentBroken(
                    String.join(" ", words) + " ended with " + ended.code() + ": "
                            + ended.output().strip(),
                    "read what it says");
        }
        return ended.output();
    }

    /**
     * How it ended.
     *
     * @param code its exit code
     * @param output both its outputs
     */
    record Ended(int code, String output) {}

    /** Runs it to its end, whatever that is. */
    Ended ended() {
        try {
            Process process = builder().redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output);
        } catch (IOException e) {
            throw notThere(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Runs it to its end, its output shown as it comes.
     *
     * @throws EnvironmentBroken when it ends with anything but 0
     */
    public void show() {
        try {
            int code = builder().inheritIO().start().waitFor();
            if (code != 0) {
                throw new EnvironmentBroken(String.join(" ", words) + " ended with " + code, "read the lines above");
            }
        } catch (IOException e) {
            throw notThere(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Starts it, to run beside.
     *
     * @param log gets what it says
     * @return the process
     */
    Process start(File log) {
        try {
            return builder()
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
        } catch (IOException e) {
            throw notThere(e);
        }
    }

    /** A builder for a caller that wants more of the process. */
    public ProcessBuilder builder() {
        var builder = new ProcessBuilder(words);
        builder.environment().putAll(variables);
        return builder;
    }

    private EnvironmentBroken notThere(IOException cause) {
        return new EnvironmentBroken(
                "the program " + words.get(0) + " cannot be started: " + cause.getMessage(), "install it", cause);
    }

    /** What is thrown where this process is to end while it waits. */
    public static EnvironmentBroken interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new EnvironmentBroken("the rehearsal was interrupted", "start it again", cause);
    }
}

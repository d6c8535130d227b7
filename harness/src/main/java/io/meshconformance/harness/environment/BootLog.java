package io.meshconformance.harness.environment;

import io.meshconformance.evidence.run.BootStage;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The boot as it happens: each stage is told when it begins, with the time it took last time, and when it ends. The
 * stages become the report's boot table.
 */
public final class BootLog {

    private final PrintStream out;
    private final Instant start;
    private final Path memory;
    private final Properties lastTime = new Properties();
    private final List<BootStage> stages = new ArrayList<>();

    /**
     * Begins a log.
     *
     * @param out where a person reads
     * @param start the run's start
     * @param cache folder in which durations are remembered between runs
     */
    public BootLog(PrintStream out, Instant start, Path cache) {
        this.out = out;
        this.start = start;
        this.memory = cache.resolve("boot-durations.properties");
        if (Files.exists(memory)) {
            try (Reader reader = Files.newBufferedReader(memory)) {
                lastTime.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                out.println("boot  the durations of the last run cannot be read: " + e.getMessage());
            }
        }
    }

    /**
     * Runs a stage and records how long it took, also when it fails.
     *
     * @param name the stage's name
     * @param work what it does
     * @param <T> what it yields
     * @return what it yielded
     */
    public <T> T stage(String name, Supplier<T> work) {
        long began = sinceStart();
        @Nullable String last = lastTime.getProperty(name);
        say(began, name, last == null ? "begins" : "begins, took " + last + " s last time");
        try {
            T result = work.get();
            ended(name, began, "took");
            return result;
        } catch (RuntimeException | Error e) {
            ended(name, began, "failed after");
            throw e;
        }
    }

    /**
     * Runs a stage that yields nothing.
     *
     * @param name the stage's name
     * @param work what it does
     */
    public void stage(String name, Runnable work) {
        stage(name, () -> {
            work.run();
            return name;
        });
    }

    /**
     * Tells a step within a stage.
     *
     * @param stage the stage
     * @param step what is done, in a few words
     */
    public void step(String stage, String step) {
        say(sinceStart(), stage, step);
    }

    /** All stages that have ended, in the order of their beginning. */
    public synchronized List<BootStage> stages() {
        return stages.stream()
                .sorted(Comparator.comparingLong(BootStage::startMillis).thenComparing(BootStage::stage))
                .toList();
    }

    /** Remembers how long the stages took, for the next run. */
    public synchronized void remember() {
        stages.forEach(stage -> lastTime.setProperty(stage.stage(), seconds(stage.millis())));
        try {
            Files.createDirectories(memory.getParent());
            try (Writer writer = Files.newBufferedWriter(memory)) {
                lastTime.store(writer, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void ended(String name, long began, String how) {
        var stage = new BootStage(name, began, sinceStart() - began);
        stages.add(stage);
        say(sinceStart(), name, how + " " + seconds(stage.millis()) + " s");
    }

    private synchronized void say(long at, String stage, String what) {
        out.printf(Locale.ROOT, "%7s s  boot  %-18s %s%n", seconds(at), stage, what);
        out.flush();
    }

    private long sinceStart() {
        return Duration.between(start, Instant.now()).toMillis();
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f", millis / 1000.0);
    }
}

package io.meshconformance.rehearsal;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What was rehearsed and how it went, told as it happens and once more at the end. */
final class Tally {

    private final PrintStream out;
    private final List<String> lines = new ArrayList<>();
    private int failed;

    Tally(PrintStream out) {
        this.out = out;
    }

    /**
     * Does a part that the others stand on.
     *
     * @param what the part
     * @param part does it and gives what the others need
     */
    <T> T step(String what, Supplier<T> part) {
        Instant begun = Instant.now();
        out.println("rehearsal: " + what);
        T made = part.get();
        keep("      ", begun, what);
        return made;
    }

    /**
     * Rehearses.
     *
     * @param title what is rehearsed
     * @param trial gives each difference as a sentence
     */
    void trial(String title, Supplier<List<String>> trial) {
        Instant begun = Instant.now();
        out.println("rehearsal: " + title);
        List<String> differences = trial.get();
        keep(differences.isEmpty() ? "ok    " : "FAILED", begun, title);
        differences.forEach(difference -> lines.add("                 " + difference));
        failed += differences.isEmpty() ? 0 : 1;
    }

    /** Says that something is not rehearsed. */
    void skipped(String what) {
        lines.add("skipped          " + what);
    }

    private void keep(String result, Instant begun, String what) {
        double seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
        lines.add(String.format(Locale.ROOT, "%s %6.1f s  %s", result, seconds, what));
    }

    /**
     * Tells all of it.
     *
     * @return whether everything was as it has to be
     */
    boolean told() {
        lines.forEach(out::println);
        return failed == 0;
    }

    /** The same, to be kept. */
    String text() {
        return String.join("\n", lines) + "\n";
    }
}

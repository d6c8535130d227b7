package io.meshconformance.harness.wait;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How long waits of one kind may take, learned from those of the same run that held: what should follow and has not long
 * after all others did is called missed. What counts of a wait is the time until it began to hold for good; a wait that
 * holds from its first attempt on took none. Safe for use by many threads.
 *
 * <p>Measured in whole runs beside other work, 97 scenarios on two cores: of 1290 such waits all but 85 held from the first
 * attempt on, and the longest took 1.0 s.
 */
public final class LearnedLimit {

    /** So many have to have held before anything is learned from them; where policies are without effect few do. */
    private static final int ENOUGH = 5;

    /** How much longer than the longest a wait may take. */
    private static final int FACTOR = 4;

    /** A real proxy beside other work served new routes after up to 8 s: more than it took in most runs. */
    private static final Duration FLOOR = Duration.ofSeconds(10);

    /** The same for a scenario that is red already. */
    private static final Duration HURRIED_FLOOR = Duration.ofSeconds(2);

    /** Shared with what is hurried. */
    private final AtomicReference<HeldWaits> held;

    private final int enough;
    private final int factor;
    private final Duration floor;

    /** Has learned nothing yet. */
    public LearnedLimit() {
        this(ENOUGH, FLOOR);
    }

    /** The same with other bounds. */
    LearnedLimit(int enough, Duration floor) {
        this(new AtomicReference<>(new HeldWaits(0, Duration.ZERO)), enough, FACTOR, floor);
    }

    private LearnedLimit(AtomicReference<HeldWaits> held, int enough, int factor, Duration floor) {
        this.held = held;
        this.enough = enough;
        this.factor = factor;
        this.floor = floor;
    }

    /** Learns nothing: full limits hold. */
    public static LearnedLimit none() {
        return new LearnedLimit(Integer.MAX_VALUE, FLOOR);
    }

    /**
     * The same for a scenario of which a check is red: what is red there is played once more with full limits, so that a
     * wait needs no longer than the longest did. Both learn from what holds.
     */
    public LearnedLimit hurried() {
        return new LearnedLimit(held, enough, 1, HURRIED_FLOOR);
    }

    /** A wait held. */
    void held(Duration settled) {
        held.updateAndGet(before -> before.and(settled));
    }

    /** What is in force now for a wait; empty where that is its full limit. */
    Optional<Lesson> below(Duration full) {
        HeldWaits known = held.get();
        Duration limit = longer(known.longest().multipliedBy(factor), floor);
        return known.count() < enough || limit.compareTo(full) >= 0
                ? Optional.empty()
                : Optional.of(new Lesson(limit, full, known.count(), known.longest()));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private record HeldWaits(int count, Duration longest) {

        HeldWaits and(Duration settled) {
            return new HeldWaits(count + 1, longer(settled, longest));
        }
    }

    /**
     * A limit below the full one.
     *
     * @param limit the limit
     * @param full the full one
     * @param waits from how many it was learned
     * @param longest how long the longest of them took
     */
    record Lesson(Duration limit, Duration full, int waits, Duration longest) {

        /** How long the wait took, and why no longer. */
        String told() {
            return "within %s, the limit learned from %d such waits of this run, the longest of which took %s; full limit %s"
                    .formatted(seconds(limit), waits, seconds(longest), seconds(full));
        }

        private static String seconds(Duration time) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
    }
}

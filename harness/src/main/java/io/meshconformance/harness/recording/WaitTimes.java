package io.meshconformance.harness.recording;

import io.meshconformance.evidence.CheckEvidence;
import io.meshconformance.evidence.CheckEvidence.Timings.Wait;
import io.meshconformance.harness.expect.Attempt;
import io.meshconformance.harness.expect.CheckRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the waits of a check cost. An attempt that did not hold is a retry: the time until the last of them is what the
 * mesh took to get there, the barrier.
 *
 * @param waits each wait by itself, in order
 */
record WaitTimes(List<Wait> waits) {

    static WaitTimes of(CheckRecord record) {
        return new WaitTimes(attempts(record).stream().map(WaitTimes::wait).toList());
    }

    /** The attempts of each wait, in order: the first of a wait is its number one. */
    static List<List<Attempt>> attempts(CheckRecord record) {
        List<List<Attempt>> waits = new ArrayList<>();
        for (Attempt attempt : record.attempts()) {
            if (attempt.number() == 1 || waits.isEmpty()) {
                waits.add(new ArrayList<>());
            }
            waits.get(waits.size() - 1).add(attempt);
        }
        return waits;
    }

    private static Wait wait(List<Attempt> attempts) {
        Attempt first = attempts.get(0);
        Instant start = first.began();
        List<Attempt> missed =
                attempts.stream().filter(attempt -> !attempt.held()).toList();
        return new Wait(
                first.what(),
                attempts.size(),
                missed.size(),
                missed.isEmpty()
                        ? 0
                        : millis(start, missed.get(missed.size() - 1).ended()),
                millis(start, attempts.get(attempts.size() - 1).ended()));
    }

    private static long millis(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }

    /**
     * Where the time of the check went.
     *
     * @param millis how long it took
     * @param applyMillis how long of this it applied manifests
     */
    CheckEvidence.Timings timings(long millis, long applyMillis) {
        long barriers = waits.stream().mapToLong(Wait::barrierMillis).sum();
        long barrierMillis = Math.min(barriers, Math.max(0, millis - applyMillis));
        return new CheckEvidence.Timings(
                applyMillis,
                barrierMillis,
                Math.max(0, millis - applyMillis - barrierMillis),
                Math.max(1, waits.stream().mapToInt(Wait::attempts).sum()),
                waits.stream().mapToInt(Wait::retries).sum(),
                waits);
    }
}

package io.meshconformance.reports.model.state;

import java.util.Collection;

/**
 * Counts of scenarios: nothing that was loaded may be lost from them.
 *
 * @param declared scenarios loaded
 * @param passed of these, passed
 * @param failed of these, failed
 * @param unstable of these, failed and then held
 * @param skipped of these, skipped
 * @param unsupported of these, about what is lacking in what is judged
 * @param error of these, in a broken environment
 */
public record Statistics(int declared, int passed, int failed, int unstable, int skipped, int unsupported, int error) {

    /**
     * Holds the sum.
     *
     * @throws IllegalArgumentException where the parts do not add up to what was loaded
     */
    public Statistics {
        if (declared != passed + failed + unstable + skipped + unsupported + error) {
            throw new IllegalArgumentException("%d scenarios loaded, but %d + %d + %d + %d + %d + %d accounted for"
                    .formatted(declared, passed, failed, unstable, skipped, unsupported, error));
        }
    }

    /** Counts outcomes. */
    public static Statistics of(Collection<Outcome> outcomes) {
        return new Statistics(
                outcomes.size(),
                count(outcomes, Outcome.PASSED),
                count(outcomes, Outcome.FAILED),
                count(outcomes, Outcome.UNSTABLE),
                count(outcomes, Outcome.SKIPPED),
                count(outcomes, Outcome.UNSUPPORTED),
                count(outcomes, Outcome.ERROR));
    }

    private static int count(Collection<Outcome> outcomes, Outcome wanted) {
        return (int) outcomes.stream().filter(wanted::equals).count();
    }

    /** The sum as a line, such as {@code 12 loaded = 11 passed + 1 failed + 0 unstable + 0 skipped + 0 not supported + 0 error}. */
    public String line() {
        return "%d loaded = %d passed + %d failed + %d unstable + %d skipped + %d not supported + %d error"
                .formatted(declared, passed, failed, unstable, skipped, unsupported, error);
    }
}

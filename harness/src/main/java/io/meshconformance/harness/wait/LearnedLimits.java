package io.meshconformance.harness.wait;

/**
 * What a run learns about {@link Timeouts#routeLive}, the limit of most expectations. The other limits are made for what is
 * late for a reason, such as caches of minutes and logs that are read from disk, or for what all scenarios stand on: these
 * are never cut.
 *
 * @param afterChange of waits for a change to come about
 * @param live of waits for what should be so already
 */
public record LearnedLimits(LearnedLimit afterChange, LearnedLimit live) {

    /** Nothing is learned yet. */
    public static LearnedLimits begin() {
        return new LearnedLimits(new LearnedLimit(), new LearnedLimit());
    }

    /** Nothing is ever learned: full limits hold. */
    public static LearnedLimits none() {
        return new LearnedLimits(LearnedLimit.none(), LearnedLimit.none());
    }

    /**
     * The limit of one wait.
     *
     * @param changing whether something that it may be about was changed, and is not known to be in force yet
     */
    public LearnedLimit of(boolean changing) {
        return changing ? afterChange : live;
    }
}

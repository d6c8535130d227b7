package io.meshconformance.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded of one check: the file {@code check.json}, which each check publishes at its end.
 *
 * @param expectations in the order they were judged
 * @param exchanges in the order they were made
 * @param hops the path of the exchange that tells most, empty without one
 * @param tokens in the order they were seen
 * @param policies in force
 * @param decision the response code details that a sidecar logged last in the check; empty where there are none
 * @param pictures what a browser showed
 * @param timings where the time went; null where the check never ran
 */
public record CheckEvidence(
        List<ExpectationEvidence> expectations,
        List<ExchangeEvidence> exchanges,
        List<PathHop> hops,
        List<TokenEvidence> tokens,
        List<PolicyEvidence> policies,
        String decision,
        List<PictureEvidence> pictures,
        @Nullable Timings timings) {

    /** Name of its file. */
    public static final String FILE = "check.json";

    /** That of a check of which nothing is known. */
    public static final CheckEvidence NONE =
            new CheckEvidence(List.of(), List.of(), List.of(), List.of(), List.of(), "", List.of(), null);

    /**
     * Where the time of a check went, in milliseconds.
     *
     * @param applyMillis applying manifests, until what they hold was ready
     * @param barrierMillis waiting until the new configuration was proven live: up to the last attempt that did not hold
     * @param assertMillis everything else
     * @param attempts attempts of all waits
     * @param retries how many of these did not hold and were made again
     * @param waits each wait by itself, in order
     */
    public record Timings(
            long applyMillis, long barrierMillis, long assertMillis, int attempts, int retries, List<Wait> waits) {

        /**
         * One wait.
         *
         * @param what what was waited for
         * @param attempts how often it was tried
         * @param retries how many of these did not hold
         * @param barrierMillis from its first attempt to the end of the last one that did not hold, in milliseconds
         * @param millis from its first attempt to the end of its last, in milliseconds
         */
        public record Wait(String what, int attempts, int retries, long barrierMillis, long millis) {}
    }
}

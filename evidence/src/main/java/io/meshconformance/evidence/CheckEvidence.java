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
        @Nullable CheckTimings timings) {

    /** Name of its file. */
    public static final String FILE = "check.json";

    /** That of a check of which nothing is known. */
    public static final CheckEvidence NONE =
            new CheckEvidence(List.of(), List.of(), List.of(), List.of(), List.of(), "", List.of(), null);
}

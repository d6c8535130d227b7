package io.meshconformance.harness.cluster;

import io.meshconformance.run.EnvironmentBroken;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Something missing.
 *
 * @param what one sentence
 * @param cure what a person does about it
 */
record Miss(String what, String cure) {

    /** All of them, each with its cure. */
    static EnvironmentBroken broken(Collection<Miss> misses) {
        return new EnvironmentBroken(
                misses.stream().map(Miss::what).distinct().collect(Collectors.joining("\n")),
                misses.stream().map(Miss::cure).distinct().collect(Collectors.joining("\n")));
    }
}

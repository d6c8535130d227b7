package io.meshconformance.harness.engine;

import io.meshconformance.run.EnvironmentBroken;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Something missing.
 *
 * @param what one sentence
 * @param cure what a person does about it
 */
public record Problem(String what, String cure) {

    /** All of them, each with its cure. */
    public static EnvironmentBroken broken(Collection<Problem> problems) {
        return new EnvironmentBroken(
                problems.stream().map(Problem::what).distinct().collect(Collectors.joining("\n")),
                problems.stream().map(Problem::cure).distinct().collect(Collectors.joining("\n")));
    }
}

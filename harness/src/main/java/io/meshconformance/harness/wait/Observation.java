package io.meshconformance.harness.wait;

/**
 * One attempt, judged.
 *
 * @param held whether what is waited for was so
 * @param seen what was observed, in words; it ends up in the message when the wait expires
 */
public record Observation(boolean held, String seen) {

    /** An attempt that saw what it waits for. */
    public static Observation held(String seen) {
        return new Observation(true, seen);
    }

    /** An attempt that saw something else. */
    public static Observation notYet(String seen) {
        return new Observation(false, seen);
    }
}

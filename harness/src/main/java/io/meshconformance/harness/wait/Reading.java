package io.meshconformance.harness.wait;

/**
 * One attempt, judged.
 *
 * @param held whether what is waited for was so
 * @param seen what was observed, in words; it ends up in the message when the wait expires
 */
public record Reading(boolean held, String seen) {

    /** An attempt that saw what it waits for. */
    public static Reading held(String seen) {
        return new Reading(true, seen);
    }

    /** An attempt that saw something else. */
    public static Reading notYet(String seen) {
        return new Reading(false, seen);
    }
}

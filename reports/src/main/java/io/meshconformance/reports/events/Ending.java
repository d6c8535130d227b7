package io.meshconformance.reports.events;

import io.meshconformance.evidence.declaration.NotSupported;
import io.meshconformance.run.EnvironmentBroken;
import org.jspecify.annotations.Nullable;

/**
 * How a test or container ended, without its exception object.
 *
 * @param kind how
 * @param type class of what it threw, empty where it threw nothing
 * @param message its message or the reason of a skip, perhaps empty
 */
public record Ending(Kind kind, String type, String message) {

    /** It ended as it should. */
    public static final Ending PASSED = new Ending(Kind.PASSED, "", "");

    /** It never ended. */
    public static final Ending UNFINISHED = new Ending(Kind.UNFINISHED, "", "");

    /** The ways to end. */
    public enum Kind {
        PASSED,
        FAILED,
        SKIPPED,
        UNSUPPORTED,
        BROKEN,
        UNFINISHED
    }

    /** It was not run, or gave up on an assumption. */
    public static Ending skipped(String reason) {
        return new Ending(Kind.SKIPPED, "", reason);
    }

    /** It gave up on an assumption, or what is judged lacks what it is about. */
    public static Ending aborted(@Nullable Throwable thrown) {
        if (thrown instanceof NotSupported) {
            return new Ending(Kind.UNSUPPORTED, "", String.valueOf(thrown.getMessage()));
        }
        return skipped(
                thrown == null || thrown.getMessage() == null ? "aborted without a reason" : thrown.getMessage());
    }

    /**
     * It threw. A broken environment is told apart wherever in the chain of causes it stands, because JUnit wraps what
     * an injected parameter throws.
     */
    public static Ending failed(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof EnvironmentBroken broken) {
                return new Ending(Kind.BROKEN, broken.getClass().getName(), broken.getMessage() + " " + broken.cure());
            }
        }
        return thrown == null
                ? new Ending(Kind.FAILED, "", "failed without an exception")
                : new Ending(Kind.FAILED, thrown.getClass().getName(), String.valueOf(thrown.getMessage()));
    }
}

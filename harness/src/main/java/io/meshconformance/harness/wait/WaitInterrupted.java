package io.meshconformance.harness.wait;

/**
 * The waiting thread was interrupted. Its interrupt flag is set again, so that the run sees it; a wait
 * that was cut short never counts as one that held.
 */
public final class WaitInterrupted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WaitInterrupted(String what, Throwable cause) {
        super("Interrupted while waiting: " + what, cause);
    }
}

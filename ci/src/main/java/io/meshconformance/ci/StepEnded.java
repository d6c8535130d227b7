package io.meshconformance.ci;

import io.meshconformance.run.Exit;

/** A step could not do its part and has said why: the run ends, and there is nothing to add. */
final class StepEnded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;

    /**
     * How a step ended.
     *
     * @param code its exit code
     */
    StepEnded(int code) {
        super("a step ended with " + code);
        this.code = code;
    }

    /** The run's exit code: wrong use stays wrong use, and after any other end nothing is known. */
    int code() {
        return code == Exit.WRONG ? Exit.WRONG : Exit.BROKEN;
    }
}

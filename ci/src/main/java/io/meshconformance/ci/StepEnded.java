package io.meshconformance.ci;

/** A step could not do its part and has said why: the run ends, and there is nothing to add. */
final class StepEnded extends RuntimeException {

    private static final long serialVersionUID = 1L;
}

package io.meshconformance.run;

/** The run was asked for in a way that cannot be: an unknown setting, scenario or image name. Nothing was started. */
public final class WrongUse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * States what was wrong and what is right.
     *
     * @param message one sentence
     */
    public WrongUse(String message) {
        super(message);
    }

    /**
     * States what was wrong and what is right, with what was caught.
     *
     * @param message one sentence
     * @param cause what was caught
     */
    public WrongUse(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.meshconformance.reference.proxy.arguments;

/** The command line cannot be served; the message names the argument and says why. */
public final class UnusableArguments extends Exception {
    private static final long serialVersionUID = 1L;

    /** Names the argument and the reason. */
    public UnusableArguments(String message) {
        super(message);
    }
}

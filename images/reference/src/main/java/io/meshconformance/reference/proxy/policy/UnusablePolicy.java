package io.meshconformance.reference.proxy.policy;

/** A policy that cannot be read, or that asks for what this proxy does not implement; the message says which. */
public final class UnusablePolicy extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what cannot be read, or is not implemented. */
    public UnusablePolicy(String message) {
        super(message);
    }

    UnusablePolicy(String message, Exception cause) {
        super(message, cause);
    }
}

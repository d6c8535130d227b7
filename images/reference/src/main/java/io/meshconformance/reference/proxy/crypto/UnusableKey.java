package io.meshconformance.reference.proxy.crypto;

/** A key cannot be read or is of a kind this proxy does not implement; the message never holds key material. */
public final class UnusableKey extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong with the key. */
    public UnusableKey(String message) {
        super(message);
    }

    /** Says what is wrong with the key, and how that was noticed. */
    public UnusableKey(String message, Exception cause) {
        super(message, cause);
    }
}

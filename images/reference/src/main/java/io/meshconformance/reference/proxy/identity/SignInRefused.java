package io.meshconformance.reference.proxy.identity;

/** The provider could not be asked, or what it said cannot be used. */
public final class SignInRefused extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says why. */
    public SignInRefused(String message) {
        super(message);
    }

    /** Says why, and how that was noticed. */
    public SignInRefused(String message, Exception cause) {
        super(message, cause);
    }
}

package io.meshconformance.reference.proxy.kube;

/** An object cannot be served as it is; the message goes into its status and event. */
final class Rejected extends Exception {
    private static final long serialVersionUID = 1L;

    Rejected(String message) {
        super(message);
    }

    Rejected(String message, Exception cause) {
        super(message, cause);
    }
}

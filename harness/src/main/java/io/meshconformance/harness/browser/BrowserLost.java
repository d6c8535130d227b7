package io.meshconformance.harness.browser;

/** The browser itself did not do what it was told: nothing is known about what was judged. */
final class BrowserLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrowserLost(String message) {
        super(message);
    }

    BrowserLost(String message, Throwable cause) {
        super(message, cause);
    }
}

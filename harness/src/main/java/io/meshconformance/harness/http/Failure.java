package io.meshconformance.harness.http;

/**
 * No response came.
 *
 * @param kind in which way
 * @param detail what the client said about it, in its own words
 */
public record Failure(Kind kind, String detail) implements Answer {

    /** The ways in which no response comes. Clients word them differently, so only these are compared. */
    public enum Kind {
        /** No program listens there. */
        REFUSED("connection refused"),
        /** The peer ended or reset the connection before a response, be it during the handshake or after it. */
        CUT_OFF("connection cut off"),
        /** The peer ended the handshake with a TLS alert. */
        HANDSHAKE_REFUSED("TLS handshake refused by the peer"),
        /** The peer showed a certificate that this client does not trust, or that is not for this host. */
        UNTRUSTED("the peer's certificate is not trusted"),
        /** The limit for one request passed. */
        TIMED_OUT("timed out"),
        /** The name of the host means nothing to this client. */
        UNKNOWN_HOST("unknown host"),
        /** A response came that is no valid HTTP. */
        NOT_HTTP("not HTTP"),
        /** Redirects did not come to an end. */
        ENDLESS_REDIRECTS("redirects without end"),
        /** Anything else; the detail says what. */
        OTHER("failed");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** In words. */
        public String words() {
            return words;
        }
    }

    @Override
    public String summary() {
        return "no response: " + kind.words() + " (" + detail + ")";
    }
}

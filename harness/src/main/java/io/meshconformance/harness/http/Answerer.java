package io.meshconformance.harness.http;

/** The hop that an answer came from. */
public enum Answerer {
    /** The identity-aware proxy itself: its authorization, its sign-in, its own pages. */
    PROXY("the proxy"),
    /** The proxy's own Envoy, before or after its authorization: no such host, no upstream, redirect to https. */
    PROXY_ENVOY("the proxy's Envoy"),
    /** A sidecar or gateway of the mesh. */
    MESH("the mesh"),
    /** The identity provider. */
    PROVIDER("the identity provider"),
    /** The workload. */
    APPLICATION("the application"),
    /** No response came. */
    NOBODY("nobody"),
    /** The answer carries no mark by which its origin could be told. */
    UNKNOWN("an unknown hop");

    private final String words;

    Answerer(String words) {
        this.words = words;
    }

    /** In words. */
    public String words() {
        return words;
    }
}

package io.meshconformance.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The hop that an answer came from. */
public enum Answerer {
    /** The identity-aware proxy itself: its authorization, its sign-in, its own pages. */
    @JsonProperty("proxy")
    PROXY("the proxy"),
    /** The proxy's own Envoy, before or after its authorization: no such host, no upstream, redirect to https. */
    @JsonProperty("proxy-envoy")
    PROXY_ENVOY("the proxy's Envoy"),
    /** A sidecar or gateway of the mesh, or its control plane. */
    @JsonProperty("mesh")
    MESH("the mesh"),
    /** The identity provider. */
    @JsonProperty("provider")
    PROVIDER("the identity provider"),
    /** The workload. */
    @JsonProperty("application")
    APPLICATION("the application"),
    /** No response came. */
    @JsonProperty("none")
    NONE("no hop"),
    /** The answer carries no mark by which its origin could be told. */
    @JsonProperty("unknown")
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

package io.meshconformance.harness.origin;

import io.meshconformance.harness.http.Response;

/** What any Envoy leaves on an answer, be it the proxy's or a sidecar's. */
public final class Envoy {

    /** How long the upstream took; only an answer that came from one has it. */
    public static final String UPSTREAM_TIME = "x-envoy-upstream-service-time";

    private Envoy() {}

    /** Whether an answer came from behind an Envoy, and not from an Envoy itself. */
    public static boolean passedAnUpstream(Response response) {
        return response.headers().has(UPSTREAM_TIME);
    }
}

package io.meshconformance.harness.junit;

import io.meshconformance.evidence.declaration.Scenario;

/** The parts of a run, in their order: by what a scenario changes, and what it leaves alone. */
enum Phase {
    /** It changes the proxy, or the provider behind it. */
    PROXY_WIDE,
    /** It does not go by the proxy, and is played beside those that change it. */
    PAST_PROXY,
    /** It goes by the proxy. */
    BY_PROXY,
    /** It changes what all others stand on. */
    MESH_WIDE;

    /** That of a scenario. */
    static Phase of(Scenario scenario) {
        if (scenario.meshWide()) {
            return MESH_WIDE;
        }
        if (scenario.proxyWide()) {
            return PROXY_WIDE;
        }
        return scenario.byProxy() ? BY_PROXY : PAST_PROXY;
    }
}

package io.meshconformance.scenarios.egress;

import io.meshconformance.harness.oidc.Issuer;
import io.meshconformance.harness.pomerium.ProxyAddresses;

/** Hosts that the scenarios' own namespaces cannot see, so that they are as external to them as any on the internet. */
final class External {

    /** AnswerSet in plain HTTP, on a port where sidecars read HTTP, with a redirect to TLS. */
    static final String PLAIN = "http://" + ProxyAddresses.SERVICE + "/";

    /** AnswerSet by TLS on another port. */
    static final String OTHER_TLS = ProxyAddresses.KEY_SET;

    private External() {}

    /** Another name on the provider's port. */
    static String otherName(Issuer provider) {
        return "https://not-registered.test:" + provider.port() + "/";
    }
}

package io.meshconformance.scenarios.egress;

import io.meshconformance.harness.oidc.ProviderAddress;
import io.meshconformance.harness.pomerium.ProxyAddresses;

/** Hosts that the scenarios' own namespaces cannot see, so that they are as external to them as any on the internet. */
final class External {

    /** AnswerSet in plain HTTP, on a port where sidecars read HTTP, with a redirect to TLS. */
    static final String PLAIN = "http://" + ProxyAddresses.SERVICE + "/";

    /** AnswerSet by TLS, without a sidecar. */
    static final String TLS = ProviderAddress.DISCOVERY;

    /** AnswerSet by TLS on another port. */
    static final String OTHER_TLS = ProxyAddresses.KEY_SET;

    /** Another name on the first one's port. */
    static final String OTHER_NAME = "https://not-registered.test:" + ProviderAddress.PORT + "/";

    private External() {}
}

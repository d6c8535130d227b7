package io.meshconformance.scenarios.egress;

import io.meshconformance.harness.platform.Addresses;

/** Hosts that the scenarios' own namespaces cannot see, so that they are as external to them as any on the internet. */
final class External {

    /** The authority that signed their certificates, where the client's pod has it. */
    static final String AUTHORITY = "/authority/ca.crt";

    /** Answers in plain HTTP, on a port where sidecars read HTTP, with a redirect to TLS. */
    static final String PLAIN = "http://" + Addresses.PROXY_SERVICE + "/";

    /** Answers by TLS, without a sidecar. */
    static final String TLS =
            "https://" + Addresses.IDENTITY_PROVIDER + ":" + Addresses.IDENTITY_PROVIDER_PORT + "/default/jwks";

    /** Answers by TLS on another port. */
    static final String OTHER_TLS = Addresses.KEY_SET;

    /** Another name on the first one's port. */
    static final String OTHER_NAME = "https://not-registered.test:" + Addresses.IDENTITY_PROVIDER_PORT + "/";

    private External() {}
}

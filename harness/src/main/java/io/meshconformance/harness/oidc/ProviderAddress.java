package io.meshconformance.harness.oidc;

import java.time.Duration;

/** Where an identity provider that a run installs is found, whichever it is: the same URL for browser, proxy and mesh. */
public final class ProviderAddress {

    /** The namespace of its Deployment. */
    public static final String NAMESPACE = "identity-provider";

    /** Its Deployment. */
    public static final String DEPLOYMENT = "identity-provider";

    /** Its host, inside the cluster and out. */
    public static final String HOST = DEPLOYMENT + "." + NAMESPACE + ".svc.cluster.local";

    /** Its port, inside the cluster and out. */
    public static final int PORT = 8443;

    /** Where its own pages and its administration API are. */
    public static final String ORIGIN = "https://" + HOST + ":" + PORT;

    /** The issuer that the proxy is configured with: a realm of Keycloak, and a name that the stand-in takes as well. */
    public static final String ISSUER = ORIGIN + "/realms/conformance";

    /**
     * An issuer of the same provider whose tokens last {@link #SHORT_LIFE}: at a sign-in in the group {@code newcomers}, and once the
     * provider is asked anew in the group {@code engineers}.
     */
    public static final String SHORT_LIVED = ORIGIN + "/realms/short-lived";

    /** An issuer of the same provider whose tokens last {@link #SHORT_LIFE}, and which knows its users no longer once it is asked anew. */
    public static final String REVOKING = ORIGIN + "/realms/revoking";

    /** How long the tokens of {@link #SHORT_LIVED} and {@link #REVOKING} last. */
    public static final Duration SHORT_LIFE = Duration.ofSeconds(20);

    private ProviderAddress() {}
}

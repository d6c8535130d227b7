package io.meshconformance.reference.proxy.session;

/** Names of the query parameters of the sign-in, as on the real proxy's wire. */
public final class Parameter {
    /** Where the browser is sent with its session, on the host of the route. */
    public static final String CALLBACK_URI = "pomerium_callback_uri";

    /** When a signed address ends to hold, in seconds since 1970. */
    public static final String EXPIRY = "pomerium_expiry";

    /** The provider that signs the user in, by {@link io.meshconformance.reference.proxy.config.ProviderSettings#id}. */
    public static final String IDP_ID = "pomerium_idp_id";

    /** When an address was signed, in seconds since 1970. */
    public static final String ISSUED = "pomerium_issued";

    /** The session that a program is given at the end of a programmatic sign-in. */
    public static final String JWT = "pomerium_jwt";

    /** {@code true} where a program and no browser signs in. */
    public static final String PROGRAMMATIC = "pomerium_programmatic";

    /** Where the user wanted to go, and is sent at the end. */
    public static final String REDIRECT_URI = "pomerium_redirect_uri";

    /** The session of a program that can send no header. */
    public static final String SESSION = "pomerium_session";

    /** The session on its way from the authenticate host to that of the route, sealed. */
    public static final String SESSION_ENCRYPTED = "pomerium_session_encrypted";

    /** The signature over all other parameters and the address. */
    public static final String SIGNATURE = "pomerium_signature";

    /** The trace that the request belongs to (W3C Trace Context). */
    public static final String TRACEPARENT = "pomerium_traceparent";

    private Parameter() {}
}

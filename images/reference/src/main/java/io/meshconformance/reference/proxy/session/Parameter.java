package io.meshconformance.reference.proxy.session;

/** Names of the query parameters of the sign-in, as on the real proxy's wire. */
public final class Parameter {
    public static final String CALLBACK_URI = "pomerium_callback_uri";
    public static final String EXPIRY = "pomerium_expiry";
    public static final String IDP_ID = "pomerium_idp_id";
    public static final String ISSUED = "pomerium_issued";
    public static final String JWT = "pomerium_jwt";
    public static final String PROGRAMMATIC = "pomerium_programmatic";
    public static final String REDIRECT_URI = "pomerium_redirect_uri";
    public static final String SESSION = "pomerium_session";
    public static final String SESSION_ENCRYPTED = "pomerium_session_encrypted";
    public static final String SIGNATURE = "pomerium_signature";
    public static final String TRACEPARENT = "pomerium_traceparent";

    private Parameter() {}
}

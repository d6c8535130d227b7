package io.meshconformance.reference.proxy.policy;

/** Why a criterion held or not; one of them decides between "sign in" and "refused". */
public enum Reason {
    /** The criterion asks for a user and nobody is signed in: the answer is a redirect to sign in. */
    USER_UNAUTHENTICATED,
    ACCEPT,
    REJECT,
    AUTHENTICATED_USER,
    CLAIM,
    CORS_PREFLIGHT,
    DOMAIN,
    EMAIL,
    GROUPS,
    HTTP_METHOD,
    HTTP_PATH,
    SOURCE_IP,
    USER
}

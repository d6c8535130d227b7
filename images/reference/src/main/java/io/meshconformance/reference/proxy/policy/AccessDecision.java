package io.meshconformance.reference.proxy.policy;

/** What a policy makes of a request. */
public enum AccessDecision {
    ALLOWED,
    /** A user is asked for and none is signed in. */
    SIGN_IN,
    REFUSED
}

package io.meshconformance.evidence.declaration;

/** What a product may do without and still conform: a scenario about it is judged where the product has it. */
public enum Feature {
    /** Routes by Kubernetes' Gateway API, beside those by Ingresses (Pomerium documentation, "Gateway API"). */
    GATEWAY_API("gateway-api"),
    /** An identity provider whose tokens end within seconds, and whose answers at a refresh are set beforehand. */
    SCRIPTED_REFRESH("scripted-refresh"),
    /** An identity provider whose sign-in a program can walk; what scenarios with users need. */
    SIGN_IN("sign-in"),
    /** An identity provider that learns of users, with any claims, when a scenario thinks of them. */
    MADE_UP_USERS("made-up-users"),
    /** An identity provider at which programs are registered beside the proxy, so that it gives them tokens of their own. */
    PROGRAM_CLIENTS("program-clients"),
    /** An identity provider that the suite can stop and start. */
    PROVIDER_CONTROL("provider-control");

    private static final String LABEL = "io.meshconformance.lacks.";

    private final String id;

    Feature(String id) {
        this.id = id;
    }

    /** The label by which an image says, in one sentence, that and why the program in it lacks this. */
    public String label() {
        return LABEL + id;
    }

    /** Its name in reports. */
    @Override
    public String toString() {
        return id;
    }
}

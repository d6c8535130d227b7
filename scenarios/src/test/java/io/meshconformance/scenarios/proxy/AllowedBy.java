package io.meshconformance.scenarios.proxy;

import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.identity.User.BOB;
import static io.meshconformance.harness.identity.User.MALLORY;

import io.meshconformance.harness.identity.User;
import java.util.Locale;

/** A way to say who is allowed, with somebody whom it admits and somebody whom it refuses. */
enum AllowedBy {
    DOMAIN("a domain admits its people and refuses others", ALICE, MALLORY),
    EMAIL("an email address admits its owner and refuses others of the domain", ALICE, BOB),
    USER("a user's subject admits that user and refuses others", ALICE, BOB),
    CLAIM(
            "a value in a list claim admits who has it and refuses who has another",
            ALICE.in("engineers"),
            BOB.in("sales")),
    DENY("deny refuses whom allow alone would admit", ALICE, BOB);

    private final String sentence;
    private final User admitted;
    private final User refused;

    AllowedBy(String sentence, User admitted, User refused) {
        this.sentence = sentence;
        this.admitted = admitted;
        this.refused = refused;
    }

    /** What the manifest's route for it is called. */
    String route() {
        return name().toLowerCase(Locale.ROOT);
    }

    User admitted() {
        return admitted;
    }

    User refused() {
        return refused;
    }

    @Override
    public String toString() {
        return sentence;
    }
}

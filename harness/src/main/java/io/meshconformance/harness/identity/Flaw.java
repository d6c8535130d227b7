package io.meshconformance.harness.identity;

/** One way each in which a token can be wrong while everything else about it is right (requirement JWT-002). */
public enum Flaw {
    /** Ran out an hour ago. */
    EXPIRED("expired an hour ago"),
    /** Is valid from an hour on. */
    NOT_YET_VALID("not valid before an hour from now"),
    /** Two sections instead of three. */
    MALFORMED("without its third section"),
    /** An issuer that is not configured. */
    WRONG_ISSUER("of another issuer"),
    /** No issuer at all. */
    WITHOUT_ISSUER("without an issuer"),
    /** An audience that is not configured. */
    WRONG_AUDIENCE("for another audience"),
    /** No audience at all. */
    WITHOUT_AUDIENCE("without an audience"),
    /** The signature of the right key, over other claims. */
    OTHER_CLAIMS("with other claims than were signed"),
    /** Three sections, and the first is no JSON. */
    UNREADABLE_HEADER("with a header that is no JSON"),
    /** Three sections, and the second is no JSON. */
    UNREADABLE_CLAIMS("with claims that are no JSON"),
    /** Signed by a key that merely claims the right key id. */
    FOREIGN_KEY("signed by a foreign key under the right key id"),
    /** Signed by a key whose id is in no key set. */
    UNKNOWN_KEY_ID("signed by a key of unknown id"),
    /** An algorithm that is registered but that no verifier here implements. */
    UNSUPPORTED_ALGORITHM("with an algorithm that is not supported"),
    /** {@code alg: none} with a dummy signature, so that it has three sections. */
    UNSIGNED("unsigned, with a dummy signature"),
    /** HS256 with the public key's PEM as the secret: the classic confusion of key kinds. */
    SYMMETRIC_WITH_PUBLIC_KEY("signed symmetrically with the public key");

    private final String words;

    Flaw(String words) {
        this.words = words;
    }

    /** What is wrong, in words that follow "a token": a parameterised check reads as a sentence. */
    @Override
    public String toString() {
        return words;
    }
}

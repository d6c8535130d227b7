package io.meshconformance.harness.scene;

import io.meshconformance.harness.identity.Flaw;
import io.meshconformance.harness.identity.TokenClaims;
import io.meshconformance.harness.identity.TokenMint;

/**
 * The issuer of a scenario's own tokens. Its key set is {@code ${jwks}} in manifests.
 *
 * @param issuer its name, {@code ${issuer}} in manifests
 * @param audience the audience that the scenario's policies expect, {@code ${audience}} in manifests
 * @param mint signs the tokens
 * @param next signs them after a change of the key
 */
public record TokenIssuer(String issuer, String audience, TokenMint mint, TokenMint next) {

    /** The same issuer with its other key, whose key set is {@code ${jwks.next}} in manifests. */
    public TokenIssuer nextKey() {
        return new TokenIssuer(issuer, audience, next, mint);
    }

    /**
     * The claims of a valid token about a subject, to be changed.
     *
     * @param subject the claim {@code sub}
     */
    public TokenClaims claims(String subject) {
        return TokenClaims.of(issuer, subject, audience);
    }

    /**
     * A valid token about a subject, in compact form.
     *
     * @param subject the claim {@code sub}
     */
    public String valid(String subject) {
        return valid(claims(subject));
    }

    /**
     * A token with these claims and nothing wrong about it, in compact form.
     *
     * @param claims the claims
     */
    public String valid(TokenClaims claims) {
        return mint.valid(claims);
    }

    /**
     * A token about a subject with exactly one flaw, in compact form.
     *
     * @param flaw the flaw
     * @param subject the claim {@code sub}
     */
    public String flawed(Flaw flaw, String subject) {
        return flawed(flaw, claims(subject));
    }

    /**
     * A token with these claims and exactly one flaw, in compact form.
     *
     * @param flaw the flaw
     * @param claims the claims
     */
    public String flawed(Flaw flaw, TokenClaims claims) {
        return mint.flawed(flaw, claims);
    }

    /** The public key set that verifies its tokens, in JSON. */
    public String keySet() {
        return mint.key().publicJwks();
    }
}

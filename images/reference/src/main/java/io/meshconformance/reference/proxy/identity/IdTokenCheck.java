package io.meshconformance.reference.proxy.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.util.function.Supplier;

/**
 * Checks a provider's ID tokens. Its keys are kept; they are fetched anew for a token whose signature none of them
 * verifies, as a provider that was started again may have other keys under the same names (go-oidc v3,
 * {@code oidc/jwks.go}, which Pomerium uses).
 */
final class IdTokenCheck {
    private final Supplier<IDTokenValidator> withoutKeys;
    private volatile IDTokenValidator validator;

    /** A check that has no keys yet. */
    IdTokenCheck(Supplier<IDTokenValidator> withoutKeys) {
        this.withoutKeys = withoutKeys;
        this.validator = withoutKeys.get();
    }

    /**
     * The claims of a valid token.
     *
     * @throws BadJOSEException when the token is not valid
     * @throws JOSEException when it cannot be checked, such as for want of the keys
     */
    IDTokenClaimsSet claims(JWT idToken) throws BadJOSEException, JOSEException {
        try {
            return validator.validate(idToken, null);
        } catch (BadJWSException otherKeys) {
            validator = withoutKeys.get();
            return validator.validate(idToken, null);
        }
    }
}

package io.meshconformance.reference.proxy.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.util.function.Function;

/**
 * Checks a provider's ID tokens. Its keys are kept; they are fetched anew for a token whose signature none of them
 * verifies, as a provider that was started again may have other keys under the same names (go-oidc v3,
 * {@code oidc/jwks.go}, which Pomerium uses).
 */
final class IdTokenCheck {
    private final ClientID client;
    private final Function<ClientID, IDTokenValidator> withoutKeys;
    private volatile IDTokenValidator validator;

    /**
     * A check that has no keys yet.
     *
     * @param client for which tokens have to be made
     * @param withoutKeys a validator that fetches the keys, for the tokens of a client
     */
    IdTokenCheck(ClientID client, Function<ClientID, IDTokenValidator> withoutKeys) {
        this.client = client;
        this.withoutKeys = withoutKeys;
        this.validator = withoutKeys.apply(client);
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
            validator = withoutKeys.apply(client);
            return validator.validate(idToken, null);
        }
    }

    /**
     * The fault's way: the claims of a token that is valid for this client.
     *
     * @throws BadJOSEException when the token is not valid
     * @throws JOSEException when it cannot be checked, such as for want of the keys
     */
    IDTokenClaimsSet claims(JWT idToken, ClientID itsClient) throws BadJOSEException, JOSEException {
        return withoutKeys.apply(itsClient).validate(idToken, null);
    }
}

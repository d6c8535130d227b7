package io.meshconformance.reference.proxy.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import io.meshconformance.reference.proxy.config.ProviderSettings;
import io.meshconformance.reference.proxy.fault.Fault;
import io.meshconformance.reference.proxy.fault.Faults;
import io.meshconformance.reference.proxy.session.ProviderTokens;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One OpenID Connect provider. Its discovery document is fetched once; every method but the records' may block. */
public final class Provider {
    private final ProviderSettings settings;
    private final Discovery discovery;

    /** A provider that is asked for nothing yet. */
    public Provider(ProviderSettings settings) {
        this.settings = settings;
        this.discovery = new Discovery(settings);
    }

    /**
     * The user who signed in.
     *
     * @param claims ID token's and userinfo's, userinfo's first
     * @param tokens what the provider gave
     */
    public record SignedIn(Map<String, Object> claims, ProviderTokens tokens) {}

    /** Whether the provider takes proof keys; only then are they sent (facts 5, hop 2). */
    public boolean takesProofKeys() throws SignInRefused {
        List<CodeChallengeMethod> methods = discovery.document().metadata().getCodeChallengeMethods();
        return methods != null && methods.contains(CodeChallengeMethod.S256);
    }

    /**
     * Where the browser signs in.
     *
     * @param verifier the proof key, when the provider takes one
     * @throws SignInRefused when discovery fails
     */
    public URI authorization(String state, URI callback, Optional<String> verifier) throws SignInRefused {
        AuthenticationRequest.Builder request = new AuthenticationRequest.Builder(
                        new ResponseType(ResponseType.Value.CODE),
                        Scope.parse(settings.scopes()),
                        new ClientID(settings.clientId()),
                        callback)
                .endpointURI(discovery.document().metadata().getAuthorizationEndpointURI())
                .state(new State(state));
        verifier.ifPresent(text -> request.codeChallenge(new CodeVerifier(text), CodeChallengeMethod.S256));
        settings.requestParameters().forEach((name, value) -> request.customParameter(name, value));
        return request.build().toURI();
    }

    /**
     * Redeems a code, checks the ID token and asks for the user's information.
     *
     * @throws SignInRefused when any of the three fails
     */
    public SignedIn redeem(String code, URI callback, Optional<String> verifier) throws SignInRefused {
        Discovery.Document provider = discovery.document();
        try {
            TokenEndpoint endpoint = new TokenEndpoint(settings, provider);
            OIDCTokenResponse tokens = endpoint.tokens(new AuthorizationCodeGrant(
                    new AuthorizationCode(code),
                    callback,
                    verifier.map(CodeVerifier::new).orElse(null)));
            JWT idToken = tokens.getOIDCTokens().getIDToken();
            if (idToken == null) {
                throw new SignInRefused("the provider sent no ID token");
            }
            IDTokenClaimsSet identity = provider.idTokens().claims(idToken);
            Map<String, Object> claims = new LinkedHashMap<>(identity.toJSONObject());
            claims.putAll(endpoint.userInfo(tokens));
            return new SignedIn(
                    claims, TokenEndpoint.given(tokens, idToken.serialize(), Optional.of(identity), Optional.empty()));
        } catch (ParseException | IOException | BadJOSEException | JOSEException e) {
            throw new SignInRefused("error redeeming authenticate code: " + e.getMessage(), e);
        }
    }

    /**
     * Asks anew about a user who signed in earlier. An ID token that comes along is used where it is valid; the user's
     * information decides (v0.33.1, pkg/identity/oidc/oidc.go).
     *
     * @throws SignInRefused when there is no refresh token, or the provider does not take it or knows the user no longer
     */
    public SignedIn refresh(ProviderTokens earlier) throws SignInRefused {
        String refreshToken = earlier.refreshToken()
                .orElseThrow(() -> new SignInRefused("token expired and refresh token is not set"));
        Discovery.Document provider = discovery.document();
        try {
            TokenEndpoint endpoint = new TokenEndpoint(settings, provider);
            OIDCTokenResponse tokens = endpoint.tokens(new RefreshTokenGrant(new RefreshToken(refreshToken)));
            Optional<JWT> idToken = Optional.ofNullable(tokens.getOIDCTokens().getIDToken());
            Optional<IDTokenClaimsSet> identity = idToken.flatMap(token -> valid(provider, token));
            Map<String, Object> claims = new LinkedHashMap<>();
            identity.ifPresent(token -> claims.putAll(token.toJSONObject()));
            claims.putAll(endpoint.userInfo(tokens));
            String raw = identity.isPresent() ? idToken.orElseThrow().serialize() : earlier.idToken();
            return new SignedIn(claims, TokenEndpoint.given(tokens, raw, identity, earlier.refreshToken()));
        } catch (ParseException | IOException e) {
            throw new SignInRefused("failed to refresh: " + e.getMessage(), e);
        }
    }

    /**
     * What an ID token says that the provider gave a program.
     *
     * @throws SignInRefused when it is not the provider's, not for our client or not valid any more, or cannot be checked
     */
    public Map<String, Object> vouched(String idToken, Faults faults) throws SignInRefused {
        try {
            JWT token = JWTParser.parse(idToken);
            JWTClaimsSet said = token.getJWTClaimsSet();
            if (said == null || said.getAudience().isEmpty()) {
                throw new SignInRefused("invalid identity token: encrypted, or for no client");
            }
            if (faults.has(Fault.BELIEVES_ID_TOKENS)) {
                return said.toJSONObject();
            }
            Discovery asked = faults.has(Fault.TAKES_ANY_CLIENTS_ID_TOKENS)
                    ? new Discovery(settings.as(said.getAudience().get(0)))
                    : discovery;
            return asked.document().idTokens().claims(token).toJSONObject();
        } catch (java.text.ParseException | BadJOSEException | JOSEException e) {
            throw new SignInRefused("invalid identity token: " + e.getMessage(), e);
        }
    }

    private static Optional<IDTokenClaimsSet> valid(Discovery.Document provider, JWT idToken) {
        try {
            return Optional.of(provider.idTokens().claims(idToken));
        } catch (BadJOSEException | JOSEException e) {
            return Optional.empty();
        }
    }

    /**
     * Where the browser ends its session with the provider; absent when the provider has no such place.
     *
     * @throws SignInRefused when discovery fails
     */
    public Optional<URI> endSession() throws SignInRefused {
        return Optional.ofNullable(discovery.document().metadata().getEndSessionEndpointURI());
    }
}

package io.meshconformance.reference.proxy.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import io.meshconformance.reference.proxy.config.ProviderSettings;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
     * @param idToken raw; a secret
     */
    public record SignedIn(Map<String, Object> claims, String idToken) {}

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
            OIDCTokenResponse tokens = tokens(provider, code, callback, verifier);
            JWT idToken = tokens.getOIDCTokens().getIDToken();
            if (idToken == null) {
                throw new SignInRefused("the provider sent no ID token");
            }
            Map<String, Object> claims = new LinkedHashMap<>(
                    provider.validator().validate(idToken, null).toJSONObject());
            claims.putAll(userInfo(provider, tokens));
            return new SignedIn(claims, idToken.serialize());
        } catch (ParseException | IOException | BadJOSEException | JOSEException e) {
            throw new SignInRefused("error redeeming authenticate code: " + e.getMessage(), e);
        }
    }

    private OIDCTokenResponse tokens(Discovery.Document provider, String code, URI callback, Optional<String> verifier)
            throws ParseException, IOException, SignInRefused {
        TokenRequest request = new TokenRequest.Builder(
                        provider.metadata().getTokenEndpointURI(),
                        new ClientSecretBasic(new ClientID(settings.clientId()), new Secret(settings.clientSecret())),
                        new AuthorizationCodeGrant(
                                new AuthorizationCode(code),
                                callback,
                                verifier.map(CodeVerifier::new).orElse(null)))
                .build();
        TokenResponse response =
                OIDCTokenResponseParser.parse(Discovery.send(provider.sockets(), request.toHTTPRequest()));
        if (!response.indicatesSuccess()) {
            throw new SignInRefused("error redeeming authenticate code: "
                    + named(response.toErrorResponse().getErrorObject()));
        }
        return (OIDCTokenResponse) response.toSuccessResponse();
    }

    private Map<String, Object> userInfo(Discovery.Document provider, OIDCTokenResponse tokens)
            throws ParseException, IOException, SignInRefused {
        URI endpoint = provider.metadata().getUserInfoEndpointURI();
        if (endpoint == null) {
            throw new SignInRefused("the provider has no userinfo endpoint");
        }
        UserInfoRequest request =
                new UserInfoRequest(endpoint, tokens.getOIDCTokens().getBearerAccessToken());
        HTTPResponse response = Discovery.send(provider.sockets(), request.toHTTPRequest());
        response.ensureStatusCode(200);
        return response.getBodyAsJSONObject();
    }

    /**
     * Where the browser ends its session with the provider; absent when the provider has no such place.
     *
     * @throws SignInRefused when discovery fails
     */
    public Optional<URI> endSession() throws SignInRefused {
        return Optional.ofNullable(discovery.document().metadata().getEndSessionEndpointURI());
    }

    private static String named(@Nullable ErrorObject error) {
        return error == null || error.getCode() == null ? "no reason given" : error.getCode();
    }
}

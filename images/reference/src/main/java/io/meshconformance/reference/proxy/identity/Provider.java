package io.meshconformance.reference.proxy.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.meshconformance.reference.proxy.config.ProviderSettings;
import io.meshconformance.reference.proxy.config.Trust;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** One OpenID Connect provider. Its discovery document is fetched once; every method but the records' may block. */
public final class Provider {
    private static final int LIMIT_MILLIS = 10_000;

    private final ProviderSettings settings;
    private final AtomicReference<@Nullable Discovered> discovered = new AtomicReference<>();

    /** A provider that is asked for nothing yet. */
    public Provider(ProviderSettings settings) {
        this.settings = settings;
    }

    private record Discovered(OIDCProviderMetadata metadata, SSLSocketFactory sockets, IDTokenValidator validator) {}

    /**
     * Who signed in.
     *
     * @param claims ID token's and userinfo's, userinfo's first
     * @param idToken raw; a secret
     */
    public record SignedIn(Map<String, Object> claims, String idToken) {}

    /** Whether the provider takes proof keys; only then are they sent (facts 5, hop 2). */
    public boolean takesProofKeys() throws SignInRefused {
        List<CodeChallengeMethod> methods = discover().metadata().getCodeChallengeMethods();
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
                .endpointURI(discover().metadata().getAuthorizationEndpointURI())
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
        Discovered provider = discover();
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

    private OIDCTokenResponse tokens(Discovered provider, String code, URI callback, Optional<String> verifier)
            throws ParseException, IOException, SignInRefused {
        TokenRequest request = new TokenRequest.Builder(
                        provider.metadata().getTokenEndpointURI(),
                        new ClientSecretBasic(new ClientID(settings.clientId()), new Secret(settings.clientSecret())),
                        new AuthorizationCodeGrant(
                                new AuthorizationCode(code),
                                callback,
                                verifier.map(CodeVerifier::new).orElse(null)))
                .build();
        TokenResponse response = OIDCTokenResponseParser.parse(send(provider, request.toHTTPRequest()));
        if (!response.indicatesSuccess()) {
            throw new SignInRefused("error redeeming authenticate code: "
                    + named(response.toErrorResponse().getErrorObject()));
        }
        return (OIDCTokenResponse) response.toSuccessResponse();
    }

    private Map<String, Object> userInfo(Discovered provider, OIDCTokenResponse tokens)
            throws ParseException, IOException, SignInRefused {
        URI endpoint = provider.metadata().getUserInfoEndpointURI();
        if (endpoint == null) {
            throw new SignInRefused("the provider has no userinfo endpoint");
        }
        UserInfoRequest request =
                new UserInfoRequest(endpoint, tokens.getOIDCTokens().getBearerAccessToken());
        HTTPResponse response = send(provider, request.toHTTPRequest());
        response.ensureStatusCode(200);
        return response.getBodyAsJSONObject();
    }

    /**
     * Where the browser ends its session with the provider; absent when the provider has no such place.
     *
     * @throws SignInRefused when discovery fails
     */
    public Optional<URI> endSession() throws SignInRefused {
        return Optional.ofNullable(discover().metadata().getEndSessionEndpointURI());
    }

    private Discovered discover() throws SignInRefused {
        Discovered known = discovered.get();
        if (known != null) {
            return known;
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, Trust.including(settings.authorities()), null);
            Issuer issuer = new Issuer(settings.issuer());
            HTTPRequest request = new HTTPRequest(HTTPRequest.Method.GET, OIDCProviderMetadata.resolveURL(issuer));
            HTTPResponse response = send(context.getSocketFactory(), request);
            response.ensureStatusCode(200);
            OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(response.getBodyAsJSONObject());
            if (!metadata.getIssuer().equals(issuer)) {
                throw new SignInRefused("the provider calls itself " + metadata.getIssuer() + ", not " + issuer);
            }
            Discovered fresh = new Discovered(
                    metadata, context.getSocketFactory(), validator(metadata, context.getSocketFactory()));
            discovered.set(fresh);
            return fresh;
        } catch (GeneralSecurityException | IOException | GeneralException e) {
            throw new SignInRefused("could not discover " + settings.issuer() + ": " + e.getMessage(), e);
        }
    }

    private IDTokenValidator validator(OIDCProviderMetadata metadata, SSLSocketFactory sockets) throws IOException {
        JWKSource<SecurityContext> keys = JWKSourceBuilder.create(
                        metadata.getJWKSetURI().toURL(),
                        new DefaultResourceRetriever(LIMIT_MILLIS, LIMIT_MILLIS, 1 << 20, true, sockets))
                .retrying(true)
                .build();
        return new IDTokenValidator(
                metadata.getIssuer(),
                new ClientID(settings.clientId()),
                new JWSVerificationKeySelector<>(
                        Set.of(
                                JWSAlgorithm.RS256,
                                JWSAlgorithm.RS384,
                                JWSAlgorithm.RS512,
                                JWSAlgorithm.PS256,
                                JWSAlgorithm.ES256),
                        keys),
                null);
    }

    private static HTTPResponse send(Discovered provider, HTTPRequest request) throws IOException {
        return send(provider.sockets(), request);
    }

    private static HTTPResponse send(SSLSocketFactory sockets, HTTPRequest request) throws IOException {
        request.setSSLSocketFactory(sockets);
        request.setConnectTimeout(LIMIT_MILLIS);
        request.setReadTimeout(LIMIT_MILLIS);
        return request.send();
    }

    private static String named(@Nullable ErrorObject error) {
        return error == null || error.getCode() == null ? "no reason given" : error.getCode();
    }
}

package io.meshconformance.reference.proxy.identity;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import io.meshconformance.reference.proxy.config.ProviderSettings;
import io.meshconformance.reference.proxy.session.ProviderTokens;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider gives tokens and tells of their users. Both may block.
 *
 * @param settings our client
 * @param provider what was discovered
 */
record TokenEndpoint(ProviderSettings settings, Discovery.Document provider) {
    /** Tokens for a code or a refresh token. */
    OIDCTokenResponse tokens(AuthorizationGrant grant) throws ParseException, IOException, SignInRefused {
        TokenRequest request = new TokenRequest.Builder(
                        provider.metadata().getTokenEndpointURI(),
                        new ClientSecretBasic(new ClientID(settings.clientId()), new Secret(settings.clientSecret())),
                        grant)
                .build();
        TokenResponse response =
                OIDCTokenResponseParser.parse(Discovery.send(provider.sockets(), request.toHTTPRequest()));
        if (!response.indicatesSuccess()) {
            throw new SignInRefused("the provider gives no tokens: "
                    + named(response.toErrorResponse().getErrorObject()));
        }
        return (OIDCTokenResponse) response.toSuccessResponse();
    }

    /** What the provider tells of the user to whom it gave these tokens. */
    Map<String, Object> userInfo(OIDCTokenResponse tokens) throws ParseException, IOException, SignInRefused {
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

    /** Tokens with the moment at which the first of them ends; a provider need not send a new refresh token. */
    static ProviderTokens given(
            OIDCTokenResponse response, String idToken, Optional<IDTokenClaimsSet> identity, Optional<String> earlier) {
        Tokens tokens = response.getTokens();
        Stream<Instant> ends = Stream.concat(
                Stream.of(tokens.getBearerAccessToken().getLifetime())
                        .filter(seconds -> seconds > 0)
                        .map(Instant.now()::plusSeconds),
                identity.map(token -> token.getExpirationTime().toInstant()).stream());
        return new ProviderTokens(
                idToken,
                Optional.ofNullable(tokens.getRefreshToken())
                        .map(RefreshToken::getValue)
                        .or(() -> earlier),
                ends.min(Comparator.naturalOrder()));
    }

    private static String named(@Nullable ErrorObject error) {
        return error == null || error.getCode() == null ? "no reason given" : error.getCode();
    }
}

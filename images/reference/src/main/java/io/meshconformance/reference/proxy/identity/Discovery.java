package io.meshconformance.reference.proxy.identity;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.meshconformance.reference.proxy.config.ProviderSettings;
import io.meshconformance.reference.proxy.crypto.Trust;
import java.io.IOException;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** A provider's discovery document, fetched once; and how the provider is spoken to. */
final class Discovery {
    private static final int LIMIT_MILLIS = 10_000;

    private final ProviderSettings settings;
    private final AtomicReference<@Nullable Document> known = new AtomicReference<>();

    Discovery(ProviderSettings settings) {
        this.settings = settings;
    }

    /**
     * What was discovered.
     *
     * @param metadata the document
     * @param sockets trust the system's and the configured authorities
     * @param idTokens checks ID tokens for our client
     */
    record Document(OIDCProviderMetadata metadata, SSLSocketFactory sockets, IdTokenCheck idTokens) {}

    /** The document; a failure is not remembered, so the next sign-in asks again. */
    Document document() throws SignInRefused {
        Document document = known.get();
        if (document != null) {
            return document;
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
            URL keys = metadata.getJWKSetURI().toURL();
            Document fresh = new Document(
                    metadata,
                    context.getSocketFactory(),
                    new IdTokenCheck(() -> validator(issuer, keys, context.getSocketFactory())));
            known.set(fresh);
            return fresh;
        } catch (GeneralSecurityException | IOException | GeneralException e) {
            throw new SignInRefused("could not discover " + settings.issuer() + ": " + e.getMessage(), e);
        }
    }

    private IDTokenValidator validator(Issuer issuer, URL keySet, SSLSocketFactory sockets) {
        JWKSource<SecurityContext> keys = JWKSourceBuilder.create(
                        keySet, new DefaultResourceRetriever(LIMIT_MILLIS, LIMIT_MILLIS, 1 << 20, true, sockets))
                .retrying(true)
                .build();
        return new IDTokenValidator(
                issuer,
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

    /** Sends a request within a limit of time. */
    static HTTPResponse send(SSLSocketFactory sockets, HTTPRequest request) throws IOException {
        request.setSSLSocketFactory(sockets);
        request.setConnectTimeout(LIMIT_MILLIS);
        request.setReadTimeout(LIMIT_MILLIS);
        return request.send();
    }
}

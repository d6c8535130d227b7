package io.meshconformance.reference.dashboard;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.meshconformance.reference.proxy.crypto.Trust;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** Checks tokens against a key set. May block while the set is fetched. */
final class TokenCheck {
    private static final int LIMIT_MILLIS = 5_000;
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512);

    private final TokenSettings settings;
    private final boolean unchecked;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /**
     * A check.
     *
     * @param unchecked the fault that believes every token
     */
    TokenCheck(TokenSettings settings, boolean unchecked) throws IOException, GeneralSecurityException {
        this.settings = settings;
        this.unchecked = unchecked;
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys(settings)));
    }

    /** The claims of a genuine token that is in time and holds what is expected; absent for any other. */
    Optional<Map<String, Object>> claims(String header) {
        String token = header.startsWith("Bearer ") ? header.substring("Bearer ".length()) : header;
        try {
            Map<String, Object> claims = unchecked
                    ? JWTParser.parse(token).getJWTClaimsSet().toJSONObject()
                    : processor.process(token, null).toJSONObject();
            boolean asExpected = settings.expected().entrySet().stream()
                    .allMatch(expected -> holds(claims.get(expected.getKey()), expected.getValue()));
            return Optional.of(claims)
                    .filter(known -> asExpected && known.get("sub") instanceof String subject && !subject.isEmpty());
        } catch (ParseException | BadJOSEException | JOSEException e) {
            // A foreign, stale or broken token says nothing about any user.
            return Optional.empty();
        }
    }

    private static boolean holds(@org.jspecify.annotations.Nullable Object actual, Object expected) {
        return expected.equals(actual) || actual instanceof List<?> list && list.contains(expected);
    }

    private static JWKSource<SecurityContext> keys(TokenSettings settings)
            throws IOException, GeneralSecurityException {
        if (settings.keySetFile().isPresent()) {
            try {
                return new ImmutableJWKSet<>(
                        JWKSet.load(Path.of(settings.keySetFile().get()).toFile()));
            } catch (ParseException e) {
                throw new IOException("GF_AUTH_JWT_JWK_SET_FILE holds no key set", e);
            }
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, Trust.including(authorities(settings)), null);
        return JWKSourceBuilder.create(
                        URI.create(settings.keySetUrl().orElseThrow()).toURL(),
                        new DefaultResourceRetriever(
                                LIMIT_MILLIS, LIMIT_MILLIS, 1 << 20, true, context.getSocketFactory()))
                .retrying(true)
                .build();
    }

    private static List<X509Certificate> authorities(TokenSettings settings)
            throws IOException, GeneralSecurityException {
        if (settings.authorityFile().isEmpty()) {
            return List.of();
        }
        byte[] pem = Files.readAllBytes(Path.of(settings.authorityFile().get()));
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                .map(X509Certificate.class::cast)
                .toList();
    }
}

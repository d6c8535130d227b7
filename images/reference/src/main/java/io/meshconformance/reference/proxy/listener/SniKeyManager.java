package io.meshconformance.reference.proxy.listener;

import io.meshconformance.reference.proxy.config.CurrentSnapshot;
import io.meshconformance.reference.proxy.crypto.ServerCertificate;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the certificate at each handshake from the snapshot in force, so that a new Secret needs no new listener.
 * A server name no certificate covers gets the first one; without any certificate every client gets the catch-all.
 */
final class SniKeyManager extends X509ExtendedKeyManager {
    private final CurrentSnapshot current;
    private final ServerCertificate catchAll;

    SniKeyManager(CurrentSnapshot current, ServerCertificate catchAll) {
        this.current = current;
        this.catchAll = catchAll;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        String host = engine.getHandshakeSession() instanceof ExtendedSSLSession session
                ? session.getRequestedServerNames().stream()
                        .filter(SNIHostName.class::isInstance)
                        .map(name -> ((SNIHostName) name).getAsciiName())
                        .findFirst()
                        .orElse("")
                : "";
        List<ServerCertificate> offered = certificates().stream()
                .filter(certificate -> certificate.key().getAlgorithm().equals(keyType))
                .toList();
        boolean covered = certificates().stream().anyMatch(certificate -> certificate.covers(host));
        return offered.stream()
                .filter(certificate -> !covered || certificate.covers(host))
                .findFirst()
                .map(SniKeyManager::alias)
                .orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return find(alias).map(ServerCertificate::key).orElse(null);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return find(alias)
                .map(certificate -> certificate.chain().toArray(X509Certificate[]::new))
                .orElse(null);
    }

    private List<ServerCertificate> certificates() {
        List<ServerCertificate> configured = current.get()
                .map(snapshot -> snapshot.settings().certificates())
                .orElse(List.of());
        return configured.isEmpty() ? List.of(catchAll) : configured;
    }

    private Optional<ServerCertificate> find(String alias) {
        return certificates().stream()
                .filter(certificate -> alias(certificate).equals(alias))
                .findFirst();
    }

    /** Names the very certificate, so that a handshake across a replacement never mixes an old chain with a new key. */
    private static String alias(ServerCertificate certificate) {
        return certificate.source() + "#" + certificate.chain().get(0).getSerialNumber();
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return certificates().stream().map(SniKeyManager::alias).toArray(String[]::new);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}

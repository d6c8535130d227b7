package io.meshconformance.reference.proxy.serve;

import io.meshconformance.reference.proxy.config.UpstreamTrust;
import io.meshconformance.reference.proxy.crypto.Trust;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.TrustOptions;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.TrustManager;

/** Connection pools toward workloads: one for plain HTTP, one for each way of checking https. */
final class UpstreamClients {
    private final Vertx vertx;
    private final Map<Optional<UpstreamTrust>, HttpClient> clients = new ConcurrentHashMap<>();

    UpstreamClients(Vertx vertx) {
        this.vertx = vertx;
    }

    HttpClient client(Optional<UpstreamTrust> trust) {
        return clients.computeIfAbsent(trust, key -> vertx.createHttpClient(options(key)));
    }

    private static HttpClientOptions options(Optional<UpstreamTrust> trust) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(10_000)
                .setMaxPoolSize(512)
                .setKeepAliveTimeout(30)
                .setMaxHeaderSize(64 * 1024)
                .setDecompressionSupported(false);
        trust.ifPresent(check -> {
            options.setSsl(true).setVerifyHost(!check.skipVerify()).setTrustAll(check.skipVerify());
            if (!check.skipVerify()) {
                options.setTrustOptions(TrustOptions.wrap(manager(check)));
            }
        });
        return options;
    }

    private static TrustManager manager(UpstreamTrust check) {
        try {
            return Trust.including(check.authorities())[0];
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform's trust store cannot be read", e);
        }
    }
}

package io.meshconformance.reference.dashboard;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reference dashboard's process, configured by Grafana's environment variables. */
public final class ReferenceDashboard {
    private static final int WRONG_USE = 2;
    private static final int BROKEN = 1;
    private static final Logger LOG = LoggerFactory.getLogger(ReferenceDashboard.class);

    private ReferenceDashboard() {}

    /** Serves until it is stopped. Exits with 2 when it cannot serve what it was told, with 1 when it cannot listen. */
    public static void main(String[] words) {
        try {
            Vertx vertx = Vertx.vertx();
            start(vertx, System.getenv())
                    .onSuccess(port -> LOG.info("serving HTTP on port {}", port))
                    .onFailure(failure -> {
                        LOG.error("cannot listen", failure);
                        System.exit(BROKEN);
                    });
        } catch (IllegalArgumentException | IOException | GeneralSecurityException e) {
            System.err.println("reference dashboard: " + e.getMessage());
            System.exit(WRONG_USE);
        }
    }

    /** Starts a dashboard; the future holds its port. */
    static Future<Integer> start(Vertx vertx, Map<String, String> environment)
            throws IOException, GeneralSecurityException {
        Set<DashboardFault> faults = DashboardFault.named(environment.getOrDefault("REFERENCE_FAULTS", ""));
        DashboardSettings settings = DashboardSettings.read(environment);
        LOG.info("reference dashboard, not Grafana; faults {}", faults);
        Users users = new Users(settings.admin());
        Optional<TokenCheck> tokens = settings.token().isPresent()
                ? Optional.of(new TokenCheck(settings.token().get(), faults.contains(DashboardFault.SKIPS_SIGNATURE)))
                : Optional.empty();
        Recognition recognition = new Recognition(settings, faults, users, tokens);
        return vertx.createHttpServer(
                        new HttpServerOptions().setPort(settings.port()).setMaxHeaderSize(60 * 1024))
                .requestHandler(new RequestLog(
                        settings.logsRequests(), LOG::info, new Pages(vertx, settings, recognition, users, faults)))
                .listen()
                .map(HttpServer::actualPort);
    }
}

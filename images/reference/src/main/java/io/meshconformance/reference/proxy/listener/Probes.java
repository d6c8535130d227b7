package io.meshconformance.reference.proxy.listener;

import io.meshconformance.reference.proxy.config.CurrentSnapshot;
import io.meshconformance.reference.proxy.identity.Json;
import io.meshconformance.reference.proxy.serve.RequestDispatcher;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The probes. Ready means: the settings were reconciled and the TLS listener serves. Alive means only that this answers.
 */
public final class Probes implements Handler<HttpServerRequest> {
    private final CurrentSnapshot current;
    private final AtomicBoolean listening = new AtomicBoolean();

    /** Probes of a proxy that does not listen yet. */
    public Probes(CurrentSnapshot current) {
        this.current = current;
    }

    /** From now on the TLS listener serves. */
    public void listening() {
        listening.set(true);
    }

    @Override
    public void handle(HttpServerRequest request) {
        boolean reconciled = current.get().isPresent();
        boolean ready = reconciled && listening.get();
        switch (String.valueOf(request.path())) {
            case "/startupz", "/readyz" -> answer(request, ready ? 200 : 503, checks(reconciled));
            case "/healthz" -> answer(request, 200, Map.of("alive", true));
            case "/status" -> answer(request, 200, status(reconciled));
            default -> request.response().setStatusCode(404).end();
        }
    }

    private Map<String, Object> checks(boolean reconciled) {
        return Map.of("controller.settings.reconciler.bootstrap", reconciled, "xds.listener", listening.get());
    }

    private Map<String, Object> status(boolean reconciled) {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("implementation", "reference proxy, not Pomerium");
        status.put("checks", checks(reconciled));
        status.put(
                "routes", current.get().map(one -> one.routes().routes().size()).orElse(0));
        status.put("faults", current.get().map(one -> one.faults().words()).orElse(List.of()));
        return status;
    }

    private static void answer(HttpServerRequest request, int code, Map<String, Object> body) {
        request.response()
                .setStatusCode(code)
                .putHeader(RequestDispatcher.MARK, "proxy")
                .putHeader("content-type", "application/json")
                .end(Json.text(body));
    }
}

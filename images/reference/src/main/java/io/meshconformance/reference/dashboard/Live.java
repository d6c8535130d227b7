package io.meshconformance.reference.dashboard;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Grafana Live: a WebSocket for the pages of the dashboard itself and for programs, which name no origin. A page is the
 * dashboard's own where its origin is the host that was asked for or the configured address
 * (pkg/services/live/live.go, getCheckOriginFunc and checkAllowedOrigin). Of what is said over the WebSocket nothing is
 * implemented: it ends at the first message, by Centrifuge's code for a message that it cannot read.
 */
final class Live {
    static final String PATH = "/api/live/ws";

    private static final short BAD_REQUEST = 3501;

    private final URI address;
    private final Set<DashboardFault> faults;

    /**
     * Live of a dashboard.
     *
     * @param address the dashboard's own, as it is configured
     * @param faults what it does wrong
     */
    Live(URI address, Set<DashboardFault> faults) {
        this.address = address;
        this.faults = Set.copyOf(faults);
    }

    /** Whether a page of the request's origin may open the WebSocket. */
    boolean isOpenTo(HttpServerRequest request) {
        Optional<String> origin =
                Optional.ofNullable(request.getHeader("origin")).filter(value -> !value.isEmpty());
        return origin.isEmpty()
                || faults.contains(DashboardFault.TAKES_ANY_ORIGIN)
                || isOwn(origin.get(), String.valueOf(request.getHeader("host")));
    }

    /** Opens it; a request that asks for no WebSocket fails. */
    void open(HttpServerRequest request) {
        request.toWebSocket().onSuccess(socket -> {
            socket.textMessageHandler(text -> socket.close(BAD_REQUEST, "bad request"));
            socket.resume();
        });
    }

    private boolean isOwn(String text, String host) {
        try {
            URI origin = new URI(text.toLowerCase(Locale.ROOT));
            String authority = String.valueOf(origin.getAuthority());
            return !faults.contains(DashboardFault.IGNORES_HOST) && authority.equalsIgnoreCase(host)
                    || !faults.contains(DashboardFault.IGNORES_ADDRESS) && isConfigured(origin, authority);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** An origin without a port is compared without one, whatever the port of the configured address. */
    private boolean isConfigured(URI origin, String authority) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        String expected = origin.getPort() < 0 ? host : host + ":" + port();
        return Objects.equals(origin.getScheme(), address.getScheme()) && authority.equals(expected);
    }

    private int port() {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "https".equals(address.getScheme()) ? 443 : 80;
    }
}

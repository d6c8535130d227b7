package io.meshconformance.scenarios.gatewayapi;

/** What the proxy has to be told before it reads Gateway API (pomerium/ingress-controller, cmd/ingress_opts.go). */
final class RouteByGatewayApi {

    /** The argument that enables it. */
    static final String ENABLED = "--experimental-gateway-api";

    private RouteByGatewayApi() {}
}

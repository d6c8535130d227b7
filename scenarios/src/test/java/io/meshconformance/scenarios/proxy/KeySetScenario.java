package io.meshconformance.scenarios.proxy;

import static io.meshconformance.harness.expect.Expectations.body;
import static io.meshconformance.harness.expect.Expectations.header;
import static io.meshconformance.harness.expect.Expectations.json;
import static io.meshconformance.harness.expect.Expectations.jsonLacks;
import static io.meshconformance.harness.expect.Expectations.mediaType;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.pomerium.Proxy.KEY_SET_PATH;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.pomerium.ProxyAddresses;
import io.meshconformance.harness.pomerium.ProxyControls;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;

@Scenario(
        id = "PROXY-002",
        title = "The key set is public on every host at its well-known path, and the same on each",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"})
class KeySetScenario {

    private @Given Callers callers;
    private @Given ProxyControls proxy;
    private @Given Route route;
    private @Given Traffic traffic;

    @Check("the key set is public on a route's host, for a browser without a session")
    void routeHost() {
        traffic.eventually(() -> callers.anonymous().get(route.url(KEY_SET_PATH)), keySet());
    }

    @Check("the key set is public on the authenticate host")
    void authenticateHost() {
        String url = "https://" + ProxyAddresses.AUTHENTICATE + KEY_SET_PATH;
        traffic.eventually(() -> callers.anonymous().get(url), keySet());
    }

    @Check("the key set is public on a host that has no route")
    void otherHost() {
        String url = route.labelled("unknown").url(KEY_SET_PATH);
        traffic.eventually(() -> callers.anonymous().get(url), keySet());
    }

    @Check("the key set is public on the proxy's Service name, where the mesh fetches it")
    void service() {
        traffic.eventually(() -> callers.outside().trusting(Callers.AUTHORITY).get(ProxyAddresses.KEY_SET), keySet());
    }

    /** On every host it is the one of the route's, whole: a key of another set there would verify nothing. */
    private Expectation keySet() {
        return status(200)
                .and(mediaType("application/json"))
                .and(header("cache-control", "max-age=60"))
                .and(body(proxy.publishedKeySet()))
                .and(json("/keys", "one key", keys -> keys.size() == 1))
                .and(json("/keys/0/kty", "EC"))
                .and(json("/keys/0/crv", "P-256"))
                .and(json("/keys/0/alg", "ES256"))
                .and(json("/keys/0/use", "sig"))
                .and(json("/keys/0/kid", "64 hex digits", kid -> kid.asText().matches("[0-9a-f]{64}")))
                .and(jsonLacks("/keys/0/d"))
                .called("the public key set: one ES256 signing key, no private part");
    }
}

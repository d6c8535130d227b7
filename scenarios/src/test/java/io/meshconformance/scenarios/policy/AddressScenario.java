package io.meshconformance.scenarios.policy;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.scene.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Scenario(
        id = "POL-017",
        title = "A rule on the peer's address goes by the connection, whatever address a header claims",
        manifests = {"workloads/httpbin.yaml", "policy/addresses.yaml"},
        byProxy = false)
class AddressScenario {

    /** In the block that the rules name, and no peer's (RFC 5737). */
    private static final String CLAIMED = "203.0.113.7";

    private @Given("httpbin") Target httpbin;

    @ParameterizedTest(
            name = "{0} that claims another address opens no rule for that and avoids none for the peer''s own")
    @ValueSource(strings = {"X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Envoy-External-Address", "True-Client-IP"})
    void peer(String header) {
        httpbin.serves(() -> claiming(header, "/anything/peer/any"));
        httpbin.deniesAsNoneAllows(() -> claiming(header, "/anything/peer/another"));
        httpbin.serves(() -> claiming(header, "/anything/peer/not-another"));
        httpbin.deniesAsNoneAllows(() -> claiming(header, "/anything/peer/none"));
    }

    /** A sidecar takes the last address of X-Forwarded-For for it, which its peer wrote: the documented pitfall, shown. */
    @Check("a rule on the remote address at a sidecar goes by X-Forwarded-For, and so by what the caller claims")
    void forwarded() {
        httpbin.deniesAsNoneAllows(() -> httpbin.fromOutside("/anything/forwarded"));
        httpbin.serves(() -> claiming("X-Forwarded-For", "/anything/forwarded"));
        httpbin.serves(() -> httpbin.fromOutside("/anything/forwarded/not-another"));
        httpbin.deniesAsNoneAllows(() -> claiming("X-Forwarded-For", "/anything/forwarded/not-another"));
        httpbin.deniesAsNoneAllows(() -> claiming("X-Real-IP", "/anything/forwarded"));
    }

    private Exchange claiming(String header, String path) {
        String value = header.equals("Forwarded") ? "for=" + CLAIMED : CLAIMED;
        return httpbin.fromOutside(path, Headers.none().with(header, value));
    }
}

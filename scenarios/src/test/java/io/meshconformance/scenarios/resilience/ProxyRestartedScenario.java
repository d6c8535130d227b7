package io.meshconformance.scenarios.resilience;

import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.accesslog.RequestLogs;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.PlatformControls;
import io.meshconformance.harness.scene.PlatformPart;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.scene.Workloads;
import io.meshconformance.harness.wait.Observation;
import io.meshconformance.harness.wait.Timeouts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.SAME_THREAD)
@Scenario(
        id = "RES-002",
        title =
                "While the proxy is killed, restarted or starting, requests are refused or sent to sign in, never served",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"},
        proxyWide = true,
        users = "alice")
class ProxyRestartedScenario {

    private @Given Callers callers;
    private @Given PlatformControls platform;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given Workloads workloads;
    private @Given("nginx") Workload nginx;

    @Check("after a kill no request is served while the proxy is down or starting, and then only after sign-in")
    void killed() {
        noRequestPasses(PlatformPart::kill);
    }

    @Check("in a restart no request without a session is served while the new pod takes over from the old")
    void restarted() {
        noRequestPasses(PlatformPart::restart);
    }

    private void noRequestPasses(Consumer<PlatformPart> event) {
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(() -> alice.get(route.url()), nginx.serves());
        List<Exchange> asked = new ArrayList<>();
        try (PlatformPart proxy = platform.proxy()) {
            event.accept(proxy);
            traffic.within(Timeouts::componentReady)
                    .refusedFromTheStart(() -> anonymous(asked), proxy.renewed(), Proxy.redirectsToSignIn());
        }
        // Once a request after the last of them stands in the log, any of theirs would stand there too.
        nginx.neverSaw(asked.get(asked.size() - 1));
        RequestLogs reached = workloads.logs(asked);
        traffic.expect(
                "the logs of the workload and its sidecar",
                "none of the " + asked.size() + " requests without a session",
                new Observation(reached.isEmpty(), reached.toString()));
        Session again = callers.signedIn(ALICE);
        traffic.eventually(() -> again.get(route.url()), nginx.serves());
    }

    private Exchange anonymous(List<Exchange> asked) {
        Exchange exchange = callers.anonymous().get(route.url());
        asked.add(exchange);
        return exchange;
    }
}

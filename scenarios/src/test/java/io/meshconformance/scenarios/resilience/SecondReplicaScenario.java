package io.meshconformance.scenarios.resilience;

import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.PlatformControls;
import io.meshconformance.harness.scene.PlatformPart;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.wait.Timeouts;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The replicas share keys and not sessions: each keeps its own in memory, as the proxy does unless it is given a store. */
@Execution(ExecutionMode.SAME_THREAD)
@Scenario(
        id = "RES-006",
        title =
                "A second replica of the proxy serves no request without a session, and no user of the first once that is gone",
        manifests = {"workloads/nginx.yaml", "routes/nginx-with-identity.yaml", "guide/nginx-policies.yaml"},
        proxyWide = true,
        users = "alice")
class SecondReplicaScenario {

    private @Given Callers callers;
    private @Given PlatformControls platform;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("nginx") Workload nginx;

    @Check(
            "a second replica serves no request without a session; alice is sent to sign in once the first is gone, and served then")
    void joins() {
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(() -> alice.get(route.url()), nginx.serves());
        try (PlatformPart proxy = platform.proxy()) {
            proxy.addReplica();
            nginx.neverSaw(traffic.within(Timeouts::componentReady)
                    .refusedFromTheStart(
                            () -> callers.anonymous().get(route.url()),
                            proxy.replicaAdded(),
                            Proxy.redirectsToSignIn()));
            traffic.consistently(() -> alice.get(route.url()), nginx.serves().or(Proxy.redirectsToSignIn()));
            proxy.retireFirst();
            proxy.awaitRenewed();
            nginx.neverSaw(traffic.eventually(() -> alice.get(route.url()), Proxy.redirectsToSignIn()));
            callers.signIn(alice, ALICE, route.url());
            traffic.eventually(() -> alice.get(route.url()), nginx.serves());
        }
    }
}

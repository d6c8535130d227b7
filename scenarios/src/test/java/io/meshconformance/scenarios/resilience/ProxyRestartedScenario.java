package io.meshconformance.scenarios.resilience;

import static io.meshconformance.evidence.Answerer.APPLICATION;
import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.served;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.RequestLogs;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.PlatformPart;
import io.meshconformance.harness.scene.Stage;
import io.meshconformance.harness.wait.Observation;
import io.meshconformance.harness.wait.Timeouts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

@Scenario(
        id = "RES-002",
        title = "Proxy killed, restarted, starting: refused or sent to sign in, never open",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"},
        meshWide = true)
class ProxyRestartedScenario {

    @Check("killed: nobody gets through while it is away or starting, and then by signing in only")
    void killed(Stage stage, Traffic traffic) {
        nobodyPasses(stage, traffic, PlatformPart::kill);
    }

    @Check("restarted: nobody gets through while the new one takes over from the old")
    void restarted(Stage stage, Traffic traffic) {
        nobodyPasses(stage, traffic, PlatformPart::restart);
    }

    private static void nobodyPasses(Stage stage, Traffic traffic, Consumer<PlatformPart> event) {
        Session alice = stage.signedIn(ALICE);
        traffic.eventually(() -> alice.get(stage.url()), served());
        List<Exchange> asked = new ArrayList<>();
        try (PlatformPart proxy = stage.platformPart("pomerium", "pomerium")) {
            event.accept(proxy);
            traffic.within(Timeouts::componentReady)
                    .eventuallyAndNever(
                            () -> byNobody(stage, traffic, asked),
                            answeredBy(APPLICATION),
                            proxy.renewed(),
                            Proxy.redirectsToSignIn());
        }
        // Once a request after the last of them stands in the log, any of theirs would stand there too.
        stage.workload("nginx").wasNotReachedBy(asked.get(asked.size() - 1));
        RequestLogs reached = stage.logs(asked);
        traffic.expect(
                "the logs of the workload and its sidecar",
                "none of nobody's " + asked.size() + " requests",
                new Observation(reached.isEmpty(), reached.toString()));
        Session again = stage.signedIn(ALICE);
        traffic.eventually(() -> again.get(stage.url()), served());
    }

    private static Exchange byNobody(Stage stage, Traffic traffic, List<Exchange> asked) {
        Exchange exchange = traffic.anonymous().get(stage.url());
        asked.add(exchange);
        return exchange;
    }
}

package io.meshconformance.scenarios.drift;

import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.traffic.Expectations.failsBy;
import static io.meshconformance.harness.traffic.Expectations.redirectsTo;
import static io.meshconformance.harness.traffic.Expectations.served;
import static io.meshconformance.harness.traffic.Expectations.servesCertificateFor;
import static io.meshconformance.harness.traffic.Expectations.status;

import io.meshconformance.harness.platform.Addresses;
import io.meshconformance.harness.scenario.Check;
import io.meshconformance.harness.scenario.Scenario;
import io.meshconformance.harness.stage.Stage;
import io.meshconformance.harness.traffic.Failure.Kind;
import io.meshconformance.harness.traffic.Session;
import io.meshconformance.harness.traffic.Traffic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Scenario(
        id = "DRIFT-004",
        title =
                "The chart's redis, insecure, headless and generateTLS are gone: one process, TLS always, a named certificate",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml"})
class OldChartScenario {

    private static final String NAMESPACE = ".pomerium.svc.cluster.local";

    @ParameterizedTest(name = "{0}: there is no Service {1} any more; one process is all of the proxy")
    @CsvSource({
        "redis, pomerium-redis-master",
        "service.authorize.headless, pomerium-authorize",
        "service.databroker.headless, pomerium-databroker",
        "the authenticate service, pomerium-authenticate"
    })
    void gone(String value, String service, Stage stage, Traffic traffic) {
        String there = "http://pomerium-proxy" + NAMESPACE + "/";
        traffic.eventually(
                () -> stage.outside().get(there), status(301), redirectsTo(there.replace("http://", "https://")));
        traffic.expect(stage.outside().get("http://" + service + NAMESPACE + "/"), failsBy(Kind.UNKNOWN_HOST));
    }

    @Check("redis: the proxy keeps sessions itself, over requests and connections")
    void sessions(Stage stage, Traffic traffic) {
        Session alice = stage.signedIn(ALICE);
        traffic.consistently(() -> alice.get(stage.url()), served());
    }

    @Check("insecure: TLS cannot be switched off, http is only ever redirected")
    void insecure(Stage stage, Traffic traffic) {
        Session alice = stage.signedIn(ALICE);
        traffic.eventually(() -> alice.get(stage.url()), served());
        traffic.consistently(
                () -> alice.get(stage.url().replace("https://", "http://")), status(301), redirectsTo(stage.url()));
    }

    @Check("generateTLS: the certificate is the one of the Secret that spec.certificates names")
    void certificate(Stage stage, Traffic traffic) {
        Session alice = stage.signedIn(ALICE);
        traffic.eventually(() -> alice.get(stage.url()), served(), servesCertificateFor("*." + Addresses.DOMAIN));
    }
}

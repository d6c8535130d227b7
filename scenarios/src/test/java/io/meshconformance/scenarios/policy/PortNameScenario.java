package io.meshconformance.scenarios.policy;

import static io.meshconformance.harness.accesslog.Decision.Fixed.NONE_ALLOWED;
import static io.meshconformance.harness.expect.Expectations.connectionCutOff;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.accesslog.Decision;
import io.meshconformance.harness.accesslog.Decision.DeniedBy;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.istio.PortNames;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.wait.Observation;
import java.util.List;

@Scenario(
        id = "POL-010",
        title =
                "On a port named tcp an ALLOW rule on methods allows no request, a DENY rule denies all, and the lint finds it",
        manifests = {"workloads/nginx.yaml"})
class PortNameScenario {

    private static final String READERS = "policy/nginx-readers.yaml";
    private static final String NO_WRITERS = "policy/nginx-no-writers.yaml";

    private @Given Manifests manifests;
    private @Given PortNames portNames;
    private @Given Traffic traffic;
    private @Given("nginx") Target nginx;

    @Check(
            "on a port named http the rules apply to methods; on a port named tcp both cut GET off, and the lint names port and policy")
    void overTcp() {
        manifests.apply(READERS, NO_WRITERS);
        nginx.serves(() -> nginx.get("/"));
        nginx.deniesBy(() -> nginx.send("POST", "/", Headers.none()), "no-writers", 0);
        lint(List.of());
        manifests.apply("policy/nginx-over-tcp.yaml");
        lint(List.of(finding("no-writers"), finding("readers")));
        manifests.remove(NO_WRITERS);
        cutOff(NONE_ALLOWED);
        manifests.remove(READERS);
        nginx.workload().saw(nginx.serves(() -> nginx.get("/")), "\"status\":\"200\"");
        manifests.apply(NO_WRITERS);
        cutOff(new DeniedBy(manifests.namespace(), "no-writers", 0));
    }

    private void cutOff(Decision decision) {
        Exchange cut = traffic.eventually(() -> nginx.get("/"), connectionCutOff());
        nginx.workload().sidecarClosedConnection(cut, decision);
    }

    private void lint(List<String> expected) {
        List<String> found = portNames.findings();
        traffic.expect(
                "the lint of port names",
                expected.toString(),
                new Observation(found.equals(expected), found.toString()));
    }

    private static String finding(String policy) {
        return "policy " + policy + " asks for HTTP fields, port 80 of Service nginx is named tcp-web";
    }
}

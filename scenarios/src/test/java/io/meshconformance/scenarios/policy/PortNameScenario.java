package io.meshconformance.scenarios.policy;

import static io.meshconformance.harness.expect.Expectations.connectionCutOff;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.scene.Stage;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.wait.Observation;
import java.util.List;

@Scenario(
        id = "POL-010",
        title = "Over a port named tcp a rule on methods allows nobody or denies everybody, and the lint finds it",
        manifests = {"workloads/nginx.yaml"})
class PortNameScenario {

    private static final String READERS = "policy/nginx-readers.yaml";
    private static final String NO_WRITERS = "policy/nginx-no-writers.yaml";

    @Check("over http the rules do what they say; over tcp both cut readers off, and the lint names port and policy")
    void overTcp(Stage stage, Traffic traffic) {
        Target nginx = Target.of(stage, traffic, "nginx");
        stage.apply(READERS, NO_WRITERS);
        nginx.serves(() -> nginx.get("/"));
        nginx.deniesBy(() -> nginx.send("POST", "/", Headers.none()), "no-writers", 0);
        lint(stage, traffic, List.of());
        stage.apply("policy/nginx-over-tcp.yaml");
        lint(stage, traffic, List.of(finding("no-writers"), finding("readers")));
        stage.remove(NO_WRITERS);
        cutOff(stage, traffic, nginx, "none");
        stage.remove(READERS);
        stage.workload("nginx").saw(nginx.serves(() -> nginx.get("/")), "\"status\":\"200\"");
        stage.apply(NO_WRITERS);
        cutOff(stage, traffic, nginx, "ns[" + stage.namespace() + "]-policy[no-writers]-rule[0]");
    }

    private static void cutOff(Stage stage, Traffic traffic, Target nginx, String decidedBy) {
        Exchange cut = traffic.eventually(() -> nginx.get("/"), connectionCutOff());
        stage.workload("nginx").hadCutOff(cut, "rbac_access_denied_matched_policy[" + decidedBy + "]");
    }

    private static void lint(Stage stage, Traffic traffic, List<String> expected) {
        List<String> found = stage.portNames().findings();
        traffic.expect(
                "the lint of port names",
                expected.toString(),
                new Observation(found.equals(expected), found.toString()));
    }

    private static String finding(String policy) {
        return "policy " + policy + " asks for HTTP fields, port 80 of Service nginx is named tcp-web";
    }
}

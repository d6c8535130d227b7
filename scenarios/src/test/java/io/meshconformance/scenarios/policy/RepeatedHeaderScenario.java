package io.meshconformance.scenarios.policy;

import static io.meshconformance.harness.expect.Expectations.json;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Target;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Scenario(
        id = "POL-013",
        title = "A header's value is denied on whichever of several lines it stands",
        manifests = {"workloads/httpbin.yaml", "policy/header-denied.yaml"},
        byProxy = false)
class RepeatedHeaderScenario {

    private @Given Manifests manifests;
    private @Given("httpbin") Target httpbin;

    @ParameterizedTest(
            name = "by {0} a request with the lines {1} of the header is denied, and one without admin served")
    @CsvSource({
        "exact, user admin",
        "exact, admin user",
        "exact, admin admin",
        "exact, user user admin",
        "prefix, user admin",
        "prefix, admin user",
        "suffix, user admin",
        "suffix, admin user",
        "presence, user admin"
    })
    void denied(String kind, String lines) {
        int rule = Stream.of("exact", "prefix", "suffix", "presence").toList().indexOf(kind);
        String path = "/anything/denied/" + kind;
        httpbin.serves(() -> get("/anything/other", lines));
        httpbin.serves(() -> httpbin.get(path));
        httpbin.deniesBy(() -> get(path, "admin"), "header-denied", rule);
        httpbin.deniesBy(() -> get(path, lines), "header-denied", rule);
    }

    /** An application may split it: only a rule that finds the value at the end, or at the beginning, helps there. */
    @Check("one line with two values is one value: an exact denial misses it, a denial by its end holds")
    void oneLine() {
        httpbin.deniesBy(() -> get("/anything/denied/suffix", "user,admin"), "header-denied", 2);
        httpbin.serves(() -> get("/anything/denied/exact", "user,admin"));
    }

    /** One of several lines is enough for ALLOW, as it is for DENY; the other lines reach the workload as well. */
    @Check("an ALLOW rule for one value is met by one of several lines, until the other value is denied")
    void allowed() {
        manifests.apply("policy/header-allowed.yaml");
        httpbin.deniesAsNoneAllows(() -> get("/anything/allowed", "admin"));
        httpbin.deniesAsNoneAllows(() -> httpbin.get("/anything/allowed"));
        httpbin.deniesAsNoneAllows(() -> get("/anything/allowed", "guest user,admin"));
        httpbin.serves(
                () -> get("/anything/allowed", "user admin"),
                json("/headers/X-Role/0", "user"),
                json("/headers/X-Role/1", "admin"));
        httpbin.serves(() -> get("/anything/allowed/unless-denied", "user"));
        httpbin.deniesBy(() -> get("/anything/allowed/unless-denied", "user admin"), "header-denied", 0);
    }

    private Exchange get(String path, String lines) {
        return httpbin.send(
                "GET",
                path,
                Stream.of(lines.split(" "))
                        .reduce(Headers.none(), (all, line) -> all.with("x-role", line), (a, b) -> a));
    }
}

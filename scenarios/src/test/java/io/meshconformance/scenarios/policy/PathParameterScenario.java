package io.meshconformance.scenarios.policy;

import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Scenario(
        id = "POL-012",
        title = "A path parameter opens no path, hides no dot segment, and does not avoid a denial of how a path"
                + " begins",
        manifests = {"workloads/httpbin.yaml", "policy/paths.yaml", "policy/private-path.yaml"},
        byProxy = false)
class PathParameterScenario {

    private @Given Manifests manifests;
    private @Given("httpbin") Target httpbin;

    @ParameterizedTest(name = "{0} is denied, as no path of the policy matches")
    @ValueSource(
            strings = {
                "/anything/exact;",
                "/anything/exact;x=1",
                "/anything/exact%3Bx=1",
                "/anything/exact;/",
                "/anything;x/exact",
                "/anything/prefix;x/public",
                "/anything/some/suffix.txt;x=1"
            })
    void opensNothing(String path) {
        httpbin.serves(() -> httpbin.fromOutside("/anything/exact"));
        httpbin.deniesAsNoneAllows(() -> httpbin.fromOutside(path));
    }

    @ParameterizedTest(name = "{0} does not avoid the denial of /anything/prefix/private")
    @ValueSource(
            strings = {
                "/anything/prefix/public/..;/private",
                "/anything/prefix/public/..;x=1/private",
                "/anything/prefix/public;x=1/../private",
                "/anything/prefix/.;/private",
                "/anything/prefix/a/b/..;/..;x=1/private"
            })
    void dotSegments(String path) {
        httpbin.serves(() -> httpbin.fromOutside("/anything/prefix/public"));
        httpbin.deniesBy(() -> httpbin.fromOutside(path), "private", 0);
    }

    /** Envoy leaves any other parameter in the path; an application that drops it takes the path for the denied one. */
    @ParameterizedTest(name = "{0} is another path to an exact denial, and is denied by the policy {1}")
    @CsvSource({
        "/anything/prefix/private;, private-beginning",
        "/anything/prefix/private;x=1, private-beginning",
        "/anything/prefix/private;x=1/below, private-beginning",
        "'/anything/prefix/private;x=1,2;y', private-beginning",
        "/anything/prefix/private%3Bx=1, private-beginning",
        "/anything/prefix/private;x=1?as=public, private-beginning",
        "/anything/prefix/;x=1/private, private-suffix",
        "/anything/prefix/public/%2e%2e;x=1/private, private-suffix",
        "/anything/prefix/public/..%3Bx=1/private, private-suffix"
    })
    void otherPath(String path, String policy) {
        httpbin.deniesBy(() -> httpbin.fromOutside("/anything/prefix/private"), "private", 0);
        httpbin.serves(() -> httpbin.fromOutside(path));
        manifests.apply("policy/private-beginning.yaml", "policy/private-suffix.yaml");
        httpbin.deniesBy(() -> httpbin.fromOutside(path), policy, 0);
        httpbin.serves(() -> httpbin.fromOutside("/anything/prefix/;x=1/public;x=1"));
    }
}

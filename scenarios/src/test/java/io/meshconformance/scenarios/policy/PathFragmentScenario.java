package io.meshconformance.scenarios.policy;

import static io.meshconformance.harness.expect.Expectations.json;

import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.scene.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Scenario(
        id = "POL-011",
        title = "A fragment behind a path avoids no denial, opens no path and does not reach the workload",
        manifests = {"workloads/httpbin.yaml", "policy/paths.yaml", "policy/private-path.yaml"},
        byProxy = false)
class PathFragmentScenario {

    private @Given("httpbin") Target httpbin;

    @ParameterizedTest(name = "{0} does not avoid the denial of /anything/prefix/private")
    @ValueSource(
            strings = {
                "/anything/prefix/private#x",
                "/anything/prefix/private#",
                "/anything/prefix/private##",
                "/anything/prefix/private#/../public",
                "/anything/prefix/private#?as=public",
                "/anything/prefix/private?as=public#x",
                "/anything/prefix/private/below#x",
                "/anything/prefix/%70rivate#x",
                "/anything/prefix/public/../private#x"
            })
    void denied(String target) {
        httpbin.serves(() -> httpbin.get("/anything/prefix/private%23x"));
        httpbin.deniesBy(() -> httpbin.get(target), "private", 0);
        // With no sidecar of the caller's that could have cut the fragment off before.
        httpbin.serves(() -> httpbin.fromOutside("/anything/prefix/private%23x"));
        httpbin.deniesBy(() -> httpbin.fromOutside(target), "private", 0);
    }

    @ParameterizedTest(name = "{0} is denied, as the path before the fragment is one that no policy allows")
    @ValueSource(
            strings = {
                "/anything/exactly#",
                "/anything/other#/anything/exact",
                "/anything/some/other#/suffix.txt",
                "/anything/prefix#/below"
            })
    void opensNothing(String target) {
        httpbin.serves(() -> httpbin.fromOutside("/anything/exact"));
        httpbin.deniesAsNoneAllows(() -> httpbin.fromOutside(target));
    }

    @ParameterizedTest(
            name = "{0} is admitted by the path before the fragment, and the workload is asked for that alone")
    @ValueSource(strings = {"/anything/exact#x", "/anything/prefix/public#/../private", "/anything/exact?a=b#x"})
    void admitted(String target) {
        httpbin.serves(
                () -> httpbin.fromOutside(target),
                json("/url", "without a fragment", url -> !url.asText().matches(".*(#|%23).*")));
    }
}

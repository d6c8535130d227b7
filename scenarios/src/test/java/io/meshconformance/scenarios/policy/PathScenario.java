package io.meshconformance.scenarios.policy;

import static io.meshconformance.evidence.Answerer.APPLICATION;
import static io.meshconformance.harness.expect.Expectations.answeredBy;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Scenario(
        id = "POL-006",
        title =
                "Paths match exactly, by prefix, suffix and template, whatever the query, and no other spelling avoids a denial",
        manifests = {"workloads/httpbin.yaml", "policy/paths.yaml", "policy/private-path.yaml"},
        byProxy = false)
class PathScenario {

    private @Given Manifests manifests;
    private @Given Traffic traffic;
    private @Given("httpbin") Target httpbin;

    @ParameterizedTest(name = "{0} is admitted")
    @ValueSource(
            strings = {
                "/anything/exact",
                "/anything/exact?with=a-query",
                "/anything/prefix/below/that",
                "/anything/some/suffix.txt",
                "/anything/foo/bar/one/two.txt"
            })
    void admitted(String path) {
        httpbin.serves(() -> httpbin.get(path));
    }

    @ParameterizedTest(name = "{0} is denied, as no path of the policy matches")
    @ValueSource(
            strings = {
                "/anything/exactly",
                "/anything/prefix",
                "/anything/some/other?file=/suffix.txt",
                "/anything/foo/baz/bar/one"
            })
    void denied(String path) {
        httpbin.serves(() -> httpbin.get("/anything/exact"));
        httpbin.deniesAsNoneAllows(() -> httpbin.get(path));
    }

    @ParameterizedTest(name = "{0} does not avoid the denial of /anything/prefix/private")
    @ValueSource(
            strings = {
                "/anything/prefix/private",
                "/anything/prefix/public/../private",
                "/anything/prefix/public/%2e%2e/private",
                "/anything/prefix/public/%2E%2E/private",
                "/anything/prefix/./private",
                "/anything/prefix/%2E/private",
                "/anything/prefix/private?as=public",
                "/anything/other/../prefix/private",
                "/anything/prefix/%70rivate",
                "/anything/prefix/private/below"
            })
    void normalised(String path) {
        httpbin.serves(() -> httpbin.get("/anything/prefix/public"));
        httpbin.deniesBy(() -> httpbin.get(path), "private", 0);
    }

    /** Slashes are merged only where the mesh is told to: {@code meshConfig.pathNormalization}. */
    @Check("two slashes make another path by default: an exact denial misses it, a denial by suffix holds")
    void slashes() {
        httpbin.deniesBy(() -> httpbin.get("/anything/prefix/private"), "private", 0);
        traffic.eventually(() -> httpbin.get("/anything/prefix//private"), answeredBy(APPLICATION));
        manifests.apply("policy/private-suffix.yaml");
        httpbin.deniesBy(() -> httpbin.get("/anything/prefix//private"), "private-suffix", 0);
    }
}

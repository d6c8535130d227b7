package io.meshconformance.scenarios.policy;

import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.scene.TokenIssuer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Scenario(
        id = "POL-007",
        title = "A claim admits as a string, as one of a list and nested; another value or a missing claim does not",
        manifests = {"workloads/httpbin.yaml", "jwt/authentication.yaml", "policy/claims.yaml"},
        byProxy = false)
class ClaimScenario {

    private @Given TokenIssuer tokens;
    private @Given("httpbin") Target httpbin;

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void claims(Row row) {
        httpbin.serves(() -> httpbin.get(row.path(), token(row.claim(), row.right())));
        httpbin.deniesAsNoneAllows(() -> httpbin.get(row.path(), token(row.claim(), row.wrong())));
        httpbin.deniesAsNoneAllows(() -> httpbin.get(row.path(), tokens.valid("alice")));
    }

    static Stream<Row> claims() {
        return Stream.of(
                new Row("a claim that is a string", "/anything/string", "team", "mesh", "meshes"),
                new Row(
                        "a claim that is a list with the value in it",
                        "/anything/list",
                        "groups",
                        List.of("on-call", "engineers"),
                        List.of("on-call", "engineer")),
                new Row("a claim that is a list elsewhere a string", "/anything/list", "groups", "engineers", "users"),
                new Row("a claim by how it begins", "/anything/prefix", "team", "mesh-north", "north-mesh"),
                new Row("a claim by how it ends", "/anything/suffix", "team", "north-mesh", "mesh-north"),
                new Row("a claim that says true, which is no text", "/anything/flag", "admin", "true", true),
                new Row(
                        "a claim nested in another",
                        "/anything/nested",
                        "realm",
                        Map.of("role", "admin"),
                        Map.of("other", "admin")));
    }

    private String token(String claim, Object value) {
        return tokens.valid(tokens.claims("alice").with(claim, value));
    }

    record Row(String what, String path, String claim, Object right, Object wrong) {

        @Override
        public String toString() {
            return what + ": the right value is admitted, another and none are denied";
        }
    }
}

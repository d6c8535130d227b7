package io.meshconformance.scenarios.policy;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.scene.TokenIssuer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Scenario(
        id = "POL-019",
        title = "A claim that is a list of words admits by a whole word, and no other claim is read so",
        manifests = {"workloads/httpbin.yaml", "policy/words.yaml"},
        byProxy = false)
class ClaimWordScenario {

    private @Given TokenIssuer tokens;
    private @Given("httpbin") Target httpbin;

    @ParameterizedTest(name = "where {0} has to say read, the words [{1}] admit, and [{2}] do not")
    @CsvSource({
        "scope, read, reader",
        "scope, read write, read-all write",
        "scope, write read, 'write,read'",
        "scope, a read b, already",
        "scope, openid read, READ",
        "roles, read write, readwrite",
        "roles, write read, write re ad"
    })
    void words(String claim, String right, String wrong) {
        httpbin.serves(() -> saying(claim, right));
        httpbin.deniesAsNoneAllows(() -> saying(claim, wrong));
        httpbin.deniesAsNoneAllows(() -> httpbin.get("/anything/" + claim, tokens.valid("alice")));
    }

    @Check("a claim that is no list of words admits by its whole text alone")
    void wholeText() {
        httpbin.serves(() -> saying("teams", "read"));
        httpbin.deniesAsNoneAllows(() -> saying("teams", "read write"));
        httpbin.deniesAsNoneAllows(() -> saying("teams", "write read"));
    }

    private Exchange saying(String claim, String words) {
        return httpbin.get(
                "/anything/" + claim, tokens.valid(tokens.claims("alice").with(claim, words)));
    }
}

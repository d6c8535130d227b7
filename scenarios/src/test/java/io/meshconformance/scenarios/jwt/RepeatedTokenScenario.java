package io.meshconformance.scenarios.jwt;

import static io.meshconformance.harness.expect.EchoedHeaders.containing;
import static io.meshconformance.harness.expect.Expectations.jsonHas;
import static io.meshconformance.harness.expect.Expectations.jsonLacks;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.identity.Flaw;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.scene.TokenIssuer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Scenario(
        id = "JWT-011",
        title = "Of several tokens in one request none passes unverified: two are refused, and no second one arrives",
        manifests = {"workloads/httpbin.yaml", "jwt/authentication.yaml"},
        byProxy = false)
class RepeatedTokenScenario {

    private static final String PATH = "/get";

    private @Given Manifests manifests;
    private @Given TokenIssuer tokens;
    private @Given("httpbin") Target httpbin;

    @ParameterizedTest(name = "a token that is {0} and one that is {1} in two Authorization lines are refused together")
    @CsvSource({"valid, forged", "forged, valid", "valid, expired", "expired, valid", "valid, valid too"})
    void twoLines(String first, String second) {
        httpbin.serves(() -> httpbin.get(PATH, token("valid")));
        httpbin.refuses(() -> lines("Bearer " + token(first), "Bearer " + token(second)), Mesh.rejects(Flaw.MALFORMED));
        httpbin.refuses(
                () -> httpbin.get(PATH, token(first) + ", Bearer " + token(second)), Mesh.rejects(Flaw.MALFORMED));
    }

    @ParameterizedTest(name = "a token that is {0} in the header and one that is {1} in the query are refused together")
    @CsvSource({"forged, valid", "valid, forged"})
    void twoPlaces(String header, String query) {
        httpbin.serves(() -> httpbin.get(PATH + "?access_token=" + token("valid"), token("valid")));
        httpbin.refuses(
                () -> httpbin.get(PATH + "?access_token=" + token(query), token(header)),
                Mesh.rejects(Flaw.FOREIGN_KEY));
    }

    @Check("a line of another scheme beside a valid token reaches the workload no more than the token does")
    void anotherScheme() {
        String forged = "bearer " + token("forged");
        httpbin.serves(() -> httpbin.get(PATH, "Authorization", forged), jsonHas("/headers/Authorization"));
        httpbin.serves(() -> lines(forged, "Bearer " + token("valid")), jsonLacks("/headers/Authorization"));
    }

    /** RFC 6750 takes `bearer` in any case: an application may read the line that the mesh did not. */
    @Check("a forged token behind `bearer` reaches the workload beside the verified one where that is forwarded")
    void forwarded() {
        manifests.apply("jwt/forwarding.yaml");
        String forged = "bearer " + token("forged");
        httpbin.serves(() -> lines(forged, "Bearer " + token("valid")), containing("Authorization", forged));
    }

    private Exchange lines(String first, String second) {
        return httpbin.send(
                "GET", PATH, Headers.none().with("Authorization", first).with("Authorization", second));
    }

    private String token(String kind) {
        return switch (kind) {
            case "forged" -> tokens.flawed(Flaw.FOREIGN_KEY, "alice");
            case "expired" -> tokens.flawed(Flaw.EXPIRED, "alice");
            default -> tokens.valid(kind);
        };
    }
}

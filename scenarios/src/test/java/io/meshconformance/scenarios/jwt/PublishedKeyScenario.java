package io.meshconformance.scenarios.jwt;

import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Scenario(
        id = "JWT-012",
        title = "While a key set cannot be fetched, a token signed with the key that Istio once published is refused",
        manifests = "workloads/httpbin.yaml",
        byProxy = false)
class PublishedKeyScenario {

    private static final String PATH = "/anything/published";

    /** Signed in RS256 with the private key that Istio's source had up to 1.29.0 ({@code FakeJwks}); valid until 2100. */
    private static final String FORGED = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9"
            + ".eyJpc3MiOiJwdWJsaXNoZWQta2V5LnRlc3QiLCJzdWIiOiJmb3JnZXIiLCJpYXQiOjE3NjcyMjU2MDAsImV4cCI6NDEwMjQ0NDgwMH0."
            + "NcxKnyAVdK4j2siLqPTdXauxs4dj8CuGd599sA6lC5BNRFpnwHOvBuqmCKHESbwwG-jzUk3GCl1uMEyh5SDevDCDXt"
            + "3rVGfS2aA1FdLl_rt5pRLlp6cw1SekmZR2nMVvKQss54tEnAQc0I-K6G9YVdINZY0QObt1yr0JhB6t9zpfXoe9ex9D"
            + "BQsLhdjKBheJK1ZFVTzSty6RMsRZxNEZ8JiyFbF9qZnTdvvWG7EERBtm5w23i0g-E5oVYkLslS2fOQUJ773GVVXMr5"
            + "T6eiQoFvYt893DeJTasTuOwZfeplAamivgWEDxxh2Q6iKVyBBuF8MCcgEgcRbHkd-XOmwOUg";

    private @Given Manifests manifests;
    private @Given("httpbin") Target httpbin;

    /** Not where no address is given: the control plane then asks the issuer for ever, and delays all other key sets. */
    @ParameterizedTest(
            name = "a token of the key that Istio once published is refused where the key set''s address {0}")
    @CsvSource({"is not trusted, jwt/published-key-not-trusted.yaml", "is not known, jwt/published-key-not-known.yaml"})
    void refused(String why, String rule) {
        manifests.apply("jwt/published-key.yaml");
        httpbin.serves(() -> httpbin.get(PATH, FORGED));
        httpbin.deniesAsNoneAllows(() -> httpbin.get(PATH));
        manifests.apply(rule);
        httpbin.refuses(() -> httpbin.get(PATH, FORGED), Mesh.jwtRejected(401, "Jwt verification fails"));
    }
}

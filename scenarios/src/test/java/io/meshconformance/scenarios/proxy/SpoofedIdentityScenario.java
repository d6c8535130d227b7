package io.meshconformance.scenarios.proxy;

import static io.meshconformance.harness.expect.EchoedHeaders.lacking;
import static io.meshconformance.harness.expect.EchoedHeaders.only;
import static io.meshconformance.harness.expect.EchoedHeaders.without;
import static io.meshconformance.harness.expect.Expectations.served;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.pomerium.Claims.claim;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.identity.TokenClaims;
import io.meshconformance.harness.pomerium.Claims;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Stage;

@Scenario(
        id = "PROXY-003",
        title = "A client's own assertion, claim header or session cookie never reaches the workload as genuine",
        manifests = {
            "workloads/httpbin.yaml",
            "routes/httpbin-with-identity.yaml",
            "proxy/httpbin-without-identity.yaml"
        })
class SpoofedIdentityScenario {

    private static final String EMAIL = "X-Pomerium-Claim-Email";
    private static final String COOKIE = "_pomerium";

    @Check("where the assertion is passed on, the proxy's own replaces a forged one, and its claim header too")
    void passedOn(Stage stage, Traffic traffic) {
        Session alice = stage.signedIn(ALICE);
        traffic.eventually(() -> alice.get(stage.url("/headers")), status(200), only(EMAIL, ALICE.email()));
        Exchange told = traffic.consistently(
                () -> alice.get(stage.url("/headers"), forged(stage)), served(), only(EMAIL, ALICE.email()));
        Claims.of(stage.assertionAt(told), traffic)
                .signedBy("ES256", stage.publishedKeySet())
                .have(claim("sub", ALICE.subject()), claim("email", ALICE.email()));
    }

    @Check("where it is not, neither the forged assertion nor the forged claim header arrives")
    void keptBack(Stage stage, Traffic traffic) {
        Session alice = stage.signedIn(ALICE);
        traffic.signedIn(alice, ALICE, stage.secondUrl());
        traffic.eventually(() -> alice.get(stage.secondUrl("/headers")), served());
        traffic.consistently(
                () -> alice.get(stage.secondUrl("/headers"), forged(stage)),
                served(),
                without(Proxy.ASSERTION),
                without(EMAIL));
    }

    @Check("a forged session cookie is nobody's, and the genuine one stays at the proxy")
    void cookie(Stage stage, Traffic traffic) {
        Session alice = stage.signedIn(ALICE);
        traffic.eventually(() -> alice.get(stage.url("/headers")), served(), lacking("Cookie", COOKIE + "="));
        String forged = COOKIE + "=" + token(stage);
        Exchange refused = traffic.consistently(
                () -> traffic.anonymous().get(stage.url("/headers"), "Cookie", forged), Proxy.redirectsToSignIn());
        stage.workload("httpbin").wasNotReachedBy(refused);
    }

    private static Headers forged(Stage stage) {
        return Headers.none().with(Proxy.ASSERTION, token(stage)).with(EMAIL, "root@example.com");
    }

    private static String token(Stage stage) {
        return stage.mint().valid(TokenClaims.of(stage.host(), "root", stage.host()));
    }
}

package io.meshconformance.scenarios.jwt;

import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.identity.Flaw;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.scene.TokenIssuer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Scenario(
        id = "JWT-010",
        title = "Without the prefix `Bearer ` in this very spelling a token counts as none, and only a policy refuses"
                + " it",
        manifests = {"workloads/httpbin.yaml", "jwt/authentication.yaml", "jwt/token-asked.yaml"},
        byProxy = false)
class TokenPrefixScenario {

    private @Given TokenIssuer tokens;
    private @Given("httpbin") Target httpbin;

    /** RequestAuthentication alone lets pass what it takes for no token: the documented pitfall, shown. */
    @ParameterizedTest(
            name = "behind `{0}` an expired token passes authentication, and policies deny a valid one as they deny"
                    + " none")
    @ValueSource(
            strings = {
                "",
                "bearer ",
                "BEARER ",
                "bEARER ",
                "Bearer",
                "Bearer:",
                "Bearer=",
                "Bearer\t",
                "Basic ",
                "Token ",
                "JWT "
            })
    void noToken(String prefix) {
        String valid = tokens.valid("alice");
        String expired = tokens.flawed(Flaw.EXPIRED, "alice");
        httpbin.refuses(() -> get("/anything/open", "Bearer ", expired), Mesh.rejects(Flaw.EXPIRED));
        httpbin.serves(() -> get("/anything/open", prefix, expired));
        httpbin.serves(() -> get("/anything/asked", "Bearer ", valid));
        httpbin.deniesAsNoneAllows(() -> get("/anything/asked", prefix, expired));
        httpbin.deniesAsNoneAllows(() -> get("/anything/asked", prefix, valid));
        httpbin.serves(() -> get("/anything/denied", "Bearer ", valid));
        httpbin.deniesBy(() -> get("/anything/denied", prefix, expired), "tokenless-denied", 0);
        httpbin.deniesBy(() -> get("/anything/denied", prefix, valid), "tokenless-denied", 0);
    }

    @ParameterizedTest(
            name = "behind `{0}` an expired token is refused, and a valid one admitted by the policies that ask")
    @ValueSource(strings = {"Bearer ", "Bearer  ", "Basic Bearer ", "xBearer "})
    void token(String prefix) {
        String expired = tokens.flawed(Flaw.EXPIRED, "alice");
        httpbin.deniesAsNoneAllows(() -> httpbin.get("/anything/asked"));
        httpbin.serves(() -> get("/anything/asked", prefix, tokens.valid("alice")));
        httpbin.refuses(() -> get("/anything/asked", prefix, expired), Mesh.rejects(Flaw.EXPIRED));
        httpbin.refuses(() -> get("/anything/open", prefix, expired), Mesh.rejects(Flaw.EXPIRED));
    }

    private Exchange get(String path, String prefix, String token) {
        return httpbin.get(path, "Authorization", prefix + token);
    }
}

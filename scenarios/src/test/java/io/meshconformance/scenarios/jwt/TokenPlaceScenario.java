package io.meshconformance.scenarios.jwt;

import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.identity.Flaw;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.scene.TokenIssuer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Scenario(
        id = "JWT-013",
        title = "A token counts in the cookie and in the parameter that are configured, and in no other",
        manifests = {"workloads/httpbin.yaml", "jwt/places.yaml", "jwt/authorization.yaml"},
        byProxy = false)
class TokenPlaceScenario {

    private @Given TokenIssuer tokens;
    private @Given("httpbin") Target httpbin;

    @ParameterizedTest(name = "a valid token as {0} {1} is admitted, an expired one refused")
    @CsvSource({
        "cookie, session-token=TOKEN",
        "cookie, theme=dark; session-token=TOKEN; lang=en",
        "query, token=TOKEN",
        "query, a=b&token=TOKEN&c=d"
    })
    void counts(String place, String form) {
        httpbin.deniesAsNoneAllows(() -> httpbin.get("/anything/place"));
        httpbin.serves(() -> send(place, form, tokens.valid("alice")));
        httpbin.refuses(() -> send(place, form, tokens.flawed(Flaw.EXPIRED, "alice")), Mesh.rejects(Flaw.EXPIRED));
    }

    @ParameterizedTest(
            name = "a token as {0} {1}, valid or expired, is ignored, while one in the configured cookie admits")
    @CsvSource({
        "cookie, token=TOKEN",
        "cookie, Session-Token=TOKEN",
        "cookie, xsession-token=TOKEN",
        "cookie, theme=session-token=TOKEN",
        "query, session-token=TOKEN",
        "query, Token=TOKEN",
        "query, access_token=TOKEN",
        "query, a=token=TOKEN",
        "header Authorization, Bearer TOKEN",
        "header session-token, TOKEN",
        "header token, TOKEN"
    })
    void ignored(String place, String form) {
        httpbin.serves(() -> send("cookie", "session-token=TOKEN", tokens.valid("alice")));
        httpbin.deniesAsNoneAllows(() -> send(place, form, tokens.valid("alice")));
        httpbin.deniesAsNoneAllows(() -> send(place, form, tokens.flawed(Flaw.EXPIRED, "alice")));
    }

    private Exchange send(String place, String form, String token) {
        String value = form.replace("TOKEN", token);
        return switch (place) {
            case "query" -> httpbin.get("/anything/place?" + value);
            case "cookie" -> httpbin.get("/anything/place", "Cookie", value);
            default -> httpbin.send("GET", "/anything/place", Headers.none().with(place.substring(7), value));
        };
    }
}

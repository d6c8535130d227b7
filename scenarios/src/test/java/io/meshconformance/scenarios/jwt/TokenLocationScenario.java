package io.meshconformance.scenarios.jwt;

import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.identity.Flaw;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.scene.TokenIssuer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Scenario(
        id = "JWT-003",
        title = "Only the configured location counts: a token in any other place is ignored",
        manifests = {"workloads/httpbin.yaml", "jwt/from-header.yaml", "jwt/authorization.yaml"},
        byProxy = false)
class TokenLocationScenario {

    private static final String PATH = "/anything/location";

    private @Given TokenIssuer tokens;
    private @Given("httpbin") Target httpbin;

    @ParameterizedTest(
            name = "{0} a token, valid or expired, is ignored, while a token in the configured header admits")
    @EnumSource
    void elsewhere(Place place) {
        String valid = tokens.valid("alice");
        String expired = tokens.flawed(Flaw.EXPIRED, "alice");
        httpbin.serves(() -> httpbin.get(PATH, "X-Token", valid));
        httpbin.refuses(() -> httpbin.get(PATH, "X-Token", expired), Mesh.rejects(Flaw.EXPIRED));
        httpbin.deniesAsNoneAllows(() -> place.send(httpbin, valid));
        httpbin.deniesAsNoneAllows(() -> place.send(httpbin, expired));
    }

    enum Place {
        AUTHORIZATION("in the Authorization header") {
            @Override
            Exchange send(Target httpbin, String token) {
                return httpbin.get(PATH, token);
            }
        },
        ANOTHER_HEADER("in another header") {
            @Override
            Exchange send(Target httpbin, String token) {
                return httpbin.get(PATH, "X-Other-Token", token);
            }
        },
        QUERY("in the query") {
            @Override
            Exchange send(Target httpbin, String token) {
                return httpbin.get(PATH + "?access_token=" + token);
            }
        },
        COOKIE("in a cookie") {
            @Override
            Exchange send(Target httpbin, String token) {
                return httpbin.get(PATH, "Cookie", "X-Token=" + token);
            }
        };

        private final String words;

        Place(String words) {
            this.words = words;
        }

        abstract Exchange send(Target httpbin, String token);

        @Override
        public String toString() {
            return words;
        }
    }
}

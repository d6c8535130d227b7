package io.meshconformance.scenarios.jwt;

import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.identity.Flaw;
import io.meshconformance.harness.identity.TokenClaims;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.scene.TokenIssuer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Scenario(
        id = "JWT-006",
        title = "An audience counts as a string and as one of a list, for authentication and for policies",
        manifests = {"workloads/httpbin.yaml", "jwt/authentication.yaml", "jwt/audience.yaml"},
        byProxy = false)
class AudienceFormScenario {

    private static final String PATH = "/anything/audience";

    private @Given TokenIssuer tokens;
    private @Given("httpbin") Target httpbin;

    @ParameterizedTest(name = "{0}: the configured audience is admitted, another is refused")
    @EnumSource
    void forms(Form form) {
        String ours = tokens.valid(form.of(tokens.claims("alice"), tokens.audience()));
        String another = tokens.valid(form.of(tokens.claims("alice"), "another.test"));
        httpbin.serves(() -> httpbin.get(PATH, ours));
        httpbin.refuses(() -> httpbin.get(PATH, another), Mesh.rejects(Flaw.WRONG_AUDIENCE));
        httpbin.deniesAsNoneAllows(() -> httpbin.get(PATH));
    }

    enum Form {
        STRING("an audience as a string") {
            @Override
            TokenClaims of(TokenClaims claims, String audience) {
                return claims.forAudience(audience);
            }
        },
        LIST("an audience as a list of one") {
            @Override
            TokenClaims of(TokenClaims claims, String audience) {
                return claims.forAudiences(audience);
            }
        },
        ONE_OF_SEVERAL("an audience as the last of a list of several") {
            @Override
            TokenClaims of(TokenClaims claims, String audience) {
                return claims.forAudiences("first.test", "second.test", audience);
            }
        };

        private final String words;

        Form(String words) {
            this.words = words;
        }

        abstract TokenClaims of(TokenClaims claims, String audience);

        @Override
        public String toString() {
            return words;
        }
    }
}

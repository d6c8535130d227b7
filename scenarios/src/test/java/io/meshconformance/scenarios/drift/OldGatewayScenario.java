package io.meshconformance.scenarios.drift;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.scene.Definitions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The older guide alone has a Gateway. The guide as rewritten in June 2026 (pomerium/documentation, ddac1b86) has none, and
 * v1 of the security API, which is among the versions that are served.
 */
@Scenario(
        id = "DRIFT-003",
        title =
                "A Gateway with file paths beside credentialName is rejected; networking's alpha is served, the first policies are not",
        byProxy = false)
class OldGatewayScenario {

    private @Given Definitions definitions;

    /** Rejected since Istio 1.27. */
    @Check(
            "a Gateway with the Secret's name alone is accepted, and one with file paths beside it is rejected with the reason")
    void filePaths() {
        definitions.take("drift/gateway.yaml");
        definitions.refuse("drift/gateway-with-paths.yaml", "only one of credential_name");
    }

    @ParameterizedTest(name = "{1} in {0} is served today: {2}")
    @CsvSource({
        "networking.istio.io/v1alpha3,   Gateway,               true",
        "networking.istio.io/v1alpha3,   ServiceEntry,          true",
        "networking.istio.io/v1beta1,    VirtualService,        true",
        "security.istio.io/v1beta1,      RequestAuthentication, true",
        "security.istio.io/v1,           AuthorizationPolicy,   true",
        "authentication.istio.io/v1alpha1, Policy,              false",
        "rbac.istio.io/v1alpha1,         ServiceRole,           false"
    })
    void versions(String version, String kind, boolean served) {
        definitions.serve(version, kind, served);
    }
}

package io.meshconformance.scenarios.resilience;

import static io.meshconformance.harness.accesslog.Decision.Fixed.NONE_ALLOWED;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Injection;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.PlatformControls;
import io.meshconformance.harness.scene.PlatformPart;
import io.meshconformance.harness.scene.Target;
import io.meshconformance.harness.scene.TokenIssuer;

@Scenario(
        id = "RES-001",
        title = "While the control plane is down, policies in force stay in force",
        manifests = {"workloads/httpbin.yaml", "jwt/authentication.yaml", "jwt/authorization.yaml"},
        meshWide = true)
class ControlPlaneDownScenario {

    private @Given Injection injection;
    private @Given Manifests manifests;
    private @Given PlatformControls platform;
    private @Given TokenIssuer tokens;
    private @Given Traffic traffic;
    private @Given("httpbin") Target httpbin;

    @Check("only requests with a token are served, before, during and after the outage; then changes take effect again")
    void down() {
        traffic.eventually(this::bearing, httpbin.workload().serves());
        traffic.eventually(this::bearingNothing, Mesh.rbacDenied());
        try (PlatformPart controlPlane = platform.controlPlane()) {
            controlPlane.stop();
            Exchange refused = traffic.consistently(this::bearingNothing, Mesh.rbacDenied());
            httpbin.workload().sidecarRejected(refused, NONE_ALLOWED);
            traffic.consistently(this::bearing, httpbin.workload().serves());
            injection.refuses();
        }
        injection.works();
        platform.sidecars().awaitAll();
        traffic.consistently(this::bearingNothing, Mesh.rbacDenied());
        traffic.eventually(this::bearing, httpbin.workload().serves());
        manifests.remove("jwt/authorization.yaml");
        traffic.eventually(this::bearingNothing, httpbin.workload().serves());
    }

    private Exchange bearing() {
        return httpbin.get("/headers", tokens.valid("alice"));
    }

    private Exchange bearingNothing() {
        return httpbin.get("/headers");
    }
}

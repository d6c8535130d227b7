package io.meshconformance.scenarios.gateway;

import static io.meshconformance.harness.expect.Expectations.body;
import static io.meshconformance.harness.expect.Expectations.noHeader;
import static io.meshconformance.harness.expect.Expectations.trailer;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.accesslog.Decision.DeniedBy;
import io.meshconformance.harness.client.SharedConnection;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.istio.IngressGateway;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.scene.Manifests;

/** The whole way is HTTP/2: client, gateway, sidecar, workload. */
@Scenario(
        id = "GW-003",
        title =
                "A gRPC call through the gateway ends with the workload's status in trailers, a denied one with status 7",
        manifests = {"workloads/grpc.yaml", "gateway/grpc.yaml"})
class GrpcCallScenario {

    private static final String HOST = "health.calls";

    /** Not compressed, two bytes long: field 1, SERVING (gRPC over HTTP/2, {@code health.proto}). */
    private static final String SERVING = "\0\0\0\0\2\b\1";

    private @Given IngressGateway gateway;
    private @Given Manifests manifests;
    private @Given Traffic traffic;
    private @Given("grpc") Workload grpc;

    @Check("a call reaches the workload, and its message and, behind that, its status come back")
    void arrives() {
        called(answered());
    }

    @Check(
            "a call that a DENY policy matches ends with status 7, and the policy is named; without the policy it is served")
    void denied() {
        called(answered());
        manifests.apply("gateway/grpc-denied.yaml");
        Exchange denied = called(Mesh.rbacDeniedInGrpc());
        grpc.sidecarRejected(denied, new DeniedBy(manifests.namespace(), "check-denied", 0));
        manifests.remove("gateway/grpc-denied.yaml");
        called(answered());
    }

    private Expectation answered() {
        return grpc.serves().and(body(SERVING)).and(noHeader("grpc-status")).and(trailer("grpc-status", "0"));
    }

    private Exchange called(Expectation end) {
        return traffic.eventually(this::call, end);
    }

    private Exchange call() {
        try (SharedConnection connection = gateway.connection(HOST)) {
            return gateway.anonymous()
                    .over(connection)
                    .send(Request.call(gateway.url(HOST) + "grpc.health.v1.Health/Check"));
        }
    }
}

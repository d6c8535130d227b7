package io.meshconformance.scenarios.front;

import static io.meshconformance.harness.identity.User.ALICE;
import static io.meshconformance.harness.identity.User.BOB;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.accesslog.Decision.DeniedBy;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.client.SharedConnection;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Route;

/** Calls over HTTP/2 from outside the cluster. The proxy speaks HTTP/1.1 to its workloads, so that none answers in trailers. */
@Scenario(
        id = "PROXY-028",
        title =
                "A gRPC client is told of each refusal in gRPC's own status, by proxy and mesh alike, and never redirected",
        manifests = {"workloads/httpbin.yaml", "routes/httpbin-with-identity.yaml", "proxy/bob-second.yaml"},
        users = {"alice", "bob"})
class GrpcClientScenario {

    private static final String METHOD = "/anything/prefix/private";

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("second") Route second;
    private @Given("httpbin") Workload httpbin;

    @Check("a call without a session ends with status 16, and the same call of a signed-in user reaches the workload")
    void withoutSession() {
        called(callers.signedIn(ALICE), route, httpbin.serves());
        httpbin.neverSaw(called(callers.anonymous(), route, Proxy.unauthenticatedInGrpc()));
        httpbin.neverSaw(
                called(callers.anonymous().acceptingNothingInParticular(), route, Proxy.unauthenticatedInGrpc()));
    }

    @Check(
            "a call that the policy of the route refuses ends with status 7, and the same call of another user is served")
    void refusedByTheProxy() {
        called(callers.signedIn(BOB, second), second, httpbin.serves());
        Session alice = callers.signedIn(ALICE);
        callers.signIn(alice, ALICE, second.url());
        httpbin.neverSaw(called(alice, second, Proxy.forbiddenInGrpc()));
    }

    @Check(
            "a call that the mesh denies behind the proxy ends with status 7 and the mesh's words, and the policy is named")
    void deniedByTheMesh() {
        Session alice = callers.signedIn(ALICE);
        called(alice, route, httpbin.serves());
        manifests.apply("policy/private-path.yaml");
        Exchange denied = called(alice, route, Mesh.rbacDeniedInGrpc());
        httpbin.sidecarRejected(denied, new DeniedBy(manifests.namespace(), "private", 0));
    }

    private Exchange called(Session client, Route at, Expectation end) {
        return traffic.eventually(() -> call(client, at), end);
    }

    private Exchange call(Session client, Route at) {
        try (SharedConnection connection = callers.connection(at)) {
            return client.over(connection).send(Request.call(at.url(METHOD)));
        }
    }
}

package io.meshconformance.scenarios.proxy;

import static io.meshconformance.evidence.Answerer.PROXY_ENVOY;
import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.redirectsTo;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Manifests;
import io.meshconformance.harness.scene.Route;

@Scenario(
        id = "PROXY-011",
        title =
                "http redirects to https, an unknown host is 404 and a dead upstream 503, each distinct from the others",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml", "proxy/dead-upstream.yaml"},
        users = "alice")
class MisdirectedScenario {

    private @Given Callers callers;
    private @Given Manifests manifests;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("second") Route second;
    private @Given("nginx") Workload nginx;

    @Check("http is redirected to the same address by https, query included, and the workload is not reached")
    void http() {
        Session alice = callers.signedIn(ALICE);
        String asked = route.url("/deep/path?a=1&b=two%20words");
        traffic.eventually(() -> alice.get(asked), nginx.serves());
        Exchange redirected = traffic.consistently(
                () -> alice.get(asked.replace("https://", "http://")),
                status(301),
                redirectsTo(asked),
                answeredBy(PROXY_ENVOY));
        nginx.neverSaw(redirected);
    }

    @Check("an unknown host is 404 for a browser that is signed in on another host")
    void unknownHost() {
        Route unknown = route.labelled("unknown");
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(() -> alice.get(route.url()), nginx.serves());
        Exchange refused = traffic.consistently(() -> alice.get(unknown.url()), Proxy.noSuchRoute());
        nginx.neverSaw(refused);
    }

    @Check("an unknown host is 404 for a browser and a program without a session: neither is sent to sign in")
    void unknownHostByNobody() {
        Route unknown = route.labelled("unknown");
        traffic.eventually(() -> callers.anonymous().get(route.url()), Proxy.redirectsToSignIn());
        Exchange browser = traffic.consistently(() -> callers.anonymous().get(unknown.url()), Proxy.noSuchRoute());
        nginx.neverSaw(browser);
        Exchange program =
                traffic.consistently(() -> callers.anonymous().asApi().get(unknown.url()), Proxy.noSuchRoute());
        nginx.neverSaw(program);
    }

    @Check("a route to a Service without endpoints is 503 by the mesh for an allowed user, until there is one")
    void deadUpstream() {
        traffic.eventually(() -> callers.anonymous().get(second.url()), Proxy.redirectsToSignIn());
        Session alice = callers.signedIn(ALICE);
        callers.signIn(alice, ALICE, second.url());
        nginx.neverSaw(traffic.eventually(() -> alice.get(second.url()), Mesh.noEndpoint()));
        manifests.apply("proxy/alive-upstream.yaml");
        traffic.eventually(() -> alice.get(second.url()), nginx.serves());
    }
}

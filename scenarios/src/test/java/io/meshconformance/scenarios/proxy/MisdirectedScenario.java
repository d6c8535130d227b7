package io.meshconformance.scenarios.proxy;

import static io.meshconformance.evidence.Answerer.PROXY_ENVOY;
import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.redirectsTo;
import static io.meshconformance.harness.expect.Expectations.served;
import static io.meshconformance.harness.expect.Expectations.status;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.scene.Route;
import io.meshconformance.harness.scene.Stage;

@Scenario(
        id = "PROXY-011",
        title = "http redirects to https, an unknown host is 404, a dead upstream 503, each told from the others",
        manifests = {"workloads/nginx.yaml", "routes/nginx.yaml", "proxy/dead-upstream.yaml"})
class MisdirectedScenario {

    @Check("http is sent to the same address by https, query and all, and the workload is not reached")
    void http(Stage stage, Traffic traffic) {
        Session alice = stage.signedIn(ALICE);
        String asked = stage.url("/deep/path?a=1&b=two%20words");
        traffic.eventually(() -> alice.get(asked), served());
        Exchange redirected = traffic.consistently(
                () -> alice.get(asked.replace("https://", "http://")),
                status(301),
                redirectsTo(asked),
                answeredBy(PROXY_ENVOY));
        stage.workload("nginx").wasNotReachedBy(redirected);
    }

    @Check("an unknown host is 404 for a browser that is signed in elsewhere")
    void unknownHost(Stage stage, Traffic traffic) {
        Route unknown = stage.route("unknown");
        Session alice = stage.signedIn(ALICE);
        traffic.eventually(() -> alice.get(stage.url()), served());
        Exchange refused = traffic.consistently(() -> alice.get(unknown.url()), Proxy.noSuchRoute());
        stage.workload("nginx").wasNotReachedBy(refused);
    }

    @Check("so it is for a browser and a program that nobody signed in with: neither is sent to sign in")
    void unknownHostByNobody(Stage stage, Traffic traffic) {
        Route unknown = stage.route("unknown");
        traffic.eventually(() -> traffic.anonymous().get(stage.url()), Proxy.redirectsToSignIn());
        Exchange browser = traffic.consistently(() -> traffic.anonymous().get(unknown.url()), Proxy.noSuchRoute());
        stage.workload("nginx").wasNotReachedBy(browser);
        Exchange program =
                traffic.consistently(() -> traffic.anonymous().asApi().get(unknown.url()), Proxy.noSuchRoute());
        stage.workload("nginx").wasNotReachedBy(program);
    }

    @Check("a route to a Service without endpoints is 503 by the mesh for who may pass, until there is one")
    void deadUpstream(Stage stage, Traffic traffic) {
        traffic.eventually(() -> traffic.anonymous().get(stage.secondUrl()), Proxy.redirectsToSignIn());
        Session alice = stage.signedIn(ALICE);
        traffic.signedIn(alice, ALICE, stage.secondUrl());
        traffic.eventually(() -> alice.get(stage.secondUrl()), Mesh.noEndpoint());
        stage.apply("proxy/alive-upstream.yaml");
        traffic.eventually(() -> alice.get(stage.secondUrl()), served());
    }
}

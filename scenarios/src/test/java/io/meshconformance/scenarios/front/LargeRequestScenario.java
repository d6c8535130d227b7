package io.meshconformance.scenarios.front;

import static io.meshconformance.harness.expect.EchoedHeaders.containing;
import static io.meshconformance.harness.expect.EchoedHeaders.lacking;
import static io.meshconformance.harness.expect.EchoedHeaders.only;
import static io.meshconformance.harness.identity.User.ALICE;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Feature;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.client.CookieJar.Cookie;
import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.expect.Traffic;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.istio.Workload;
import io.meshconformance.harness.pomerium.Claims;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.pomerium.ProxyControls;
import io.meshconformance.harness.scene.Callers;
import io.meshconformance.harness.scene.Route;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

@Scenario(
        id = "PROXY-024",
        title =
                "A user in many groups is served with all of them, long headers arrive whole, and too long ones are 431 by the proxy",
        manifests = {"workloads/httpbin.yaml", "routes/httpbin-with-identity.yaml"},
        users = "alice",
        needs = Feature.MADE_UP_USERS)
class LargeRequestScenario {

    private static final String[] GROUPS =
            IntStream.rangeClosed(1, 300).mapToObj("department-%03d"::formatted).toArray(String[]::new);
    private static final int KIB = 1024;
    private static final String LONG = "X-Long";

    private @Given Callers callers;
    private @Given ProxyControls proxy;
    private @Given Route route;
    private @Given Traffic traffic;
    private @Given("httpbin") Workload httpbin;

    @Check("a user in 300 groups is served, and claim header and assertion have each of them")
    void groups() {
        Session alice = callers.signedIn(ALICE.in(GROUPS));
        Exchange told = traffic.eventually(
                () -> alice.get(route.url("/headers")),
                httpbin.serves(),
                only("X-Pomerium-Claim-Groups", String.join(",", GROUPS)));
        Claims.of(proxy.assertionAt(told), traffic).have(Claims.list("groups", GROUPS));
    }

    /** A browser sends one Cookie line (RFC 6265, section 5.4): a proxy may also read none but the first. */
    @Check(
            "a session beside 60 other cookies is found and kept back; in a second Cookie line it is found or counts as none")
    void cookies() {
        Session alice = callers.signedIn(ALICE);
        Cookie session = alice.cookies().find(route.host(), Proxy.COOKIE).orElseThrow();
        String others = IntStream.rangeClosed(1, 60)
                .mapToObj(i -> "cookie-" + i + "=" + "x".repeat(100))
                .collect(Collectors.joining("; "));
        String own = session.name() + "=" + session.value();
        Expectation served =
                httpbin.serves().and(containing("Cookie", "cookie-60=x")).and(lacking("Cookie", Proxy.COOKIE + "="));
        Headers line = Headers.none().with("Cookie", others + "; " + own);
        traffic.eventually(() -> callers.anonymous().get(route.url("/headers"), line), served);
        Headers lines = Headers.none().with("Cookie", others).with("Cookie", own);
        traffic.eventually(
                () -> callers.anonymous().get(route.url("/headers"), lines),
                Proxy.redirectsToSignIn().or(served));
    }

    @Check("a header of 12 KiB arrives whole; one of 130 KiB is 431 by the proxy, with a session and without one")
    void longHeader() {
        Session alice = callers.signedIn(ALICE);
        traffic.eventually(
                () -> alice.get(route.url("/headers"), LONG, "begin" + "-".repeat(12 * KIB) + "end"),
                httpbin.serves(),
                containing(LONG, "begin-"),
                containing(LONG, "-end"));
        String tooLong = "-".repeat(130 * KIB);
        httpbin.neverSaw(traffic.expect(alice.get(route.url("/headers"), LONG, tooLong), Proxy.tooLarge()));
        httpbin.neverSaw(
                traffic.expect(callers.anonymous().get(route.url("/headers"), LONG, tooLong), Proxy.tooLarge()));
    }
}

package io.meshconformance.harness.pomerium;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.badinput.BadInput;
import io.meshconformance.badinput.Survival;
import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.evidence.Caller;
import io.meshconformance.harness.expect.EchoedHeaders;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.oidc.Accounts;
import io.meshconformance.harness.oidc.ProviderSignIn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a hop answers, it is judged: no answer ends a check by itself. */
class AnswerProperties {

    private static final String AUTHENTICATE = "authenticate.example.test";
    private static final ProviderSignIn FORM =
            new ProviderSignIn(Set.of(), List.of(Map.of("username", "subject")), Accounts.STATED);

    @Provide
    Arbitrary<String> locations() {
        return BadInput.like(
                "https://" + AUTHENTICATE + "/.pomerium/sign_in?pomerium_redirect_uri=https%3A%2F%2Fa.test%2F",
                "/.pomerium/",
                "https://a.test/x?y");
    }

    @Provide
    Arbitrary<String> bodies() {
        return BadInput.like(
                "{\"error\":\"Forbidden\",\"request_id\":\"a\"}",
                "{\"status\":\"404\",\"statusText\":\"Not Found\",\"requestId\":\"a\"}",
                "<html><script>window.POMERIUM_DATA = {\"page\":\"Error\",\"status\": 403};</script></html>",
                "{\"headers\":{\"X-One\":[\"a\",\"b\"],\"Host\":[\"a.test\"]}}",
                "<html><form method='post' action='/login?a=b&amp;c'><input type='hidden' name='state' value='x'>"
                        + "<input type=text name=\"username\"></form></html>");
    }

    @Property
    @Label("any redirect is judged, and only the proxy's sign-in is the proxy's")
    void redirects(@ForAll("locations") String location) {
        Exchange exchange = answered(302, Headers.none().with("Location", location), "");
        Response response = exchange.response().orElseThrow();
        Survival.of(() -> ProxyMarks.byAddress(AUTHENTICATE).of(exchange, response));
        Survival.of(() -> ProxyMarks.inAnswer().of(exchange, response));
        boolean signIn = Survival.of(
                        () -> Proxy.redirectsToSignIn().judge(exchange).held())
                .orElseThrow();
        assertTrue(!signIn || location.contains("/.pomerium/sign_in"), location);
    }

    @Property
    @Label("any body is judged")
    void bodies(@ForAll("bodies") String body) {
        for (String type : List.of("application/json", "text/html; charset=utf-8")) {
            Exchange exchange = answered(403, Headers.none().with("content-type", type), body);
            Response response = exchange.response().orElseThrow();
            Survival.of(() -> ProxyMarks.inAnswer().of(exchange, response));
            Survival.of(() -> Proxy.forbidden().judge(exchange));
            Survival.of(response::summary);
        }
        Survival.of(() -> EchoedHeaders.in(answered(200, Headers.none(), body)), AssertionError.class);
        Survival.of(() -> FORM.on(0, answered(200, Headers.none().with("content-type", "text/html"), body)))
                .orElseThrow()
                .ifPresent(form -> assertTrue(form.action().toString().startsWith("http")));
    }

    private static Exchange answered(int status, Headers headers, String body) {
        return new Exchange(
                "id",
                new Caller.Browser(null),
                "",
                Request.get("https://hello.example.test/a"),
                new Response(status, headers, body),
                List.of(),
                new Attribution(Answerer.UNKNOWN, "none"),
                Instant.EPOCH,
                Duration.ZERO);
    }
}

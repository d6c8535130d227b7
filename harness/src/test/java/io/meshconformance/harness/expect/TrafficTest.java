package io.meshconformance.harness.expect;

import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.header;
import static io.meshconformance.harness.expect.Expectations.json;
import static io.meshconformance.harness.expect.Expectations.jsonLacks;
import static io.meshconformance.harness.expect.Expectations.noHeader;
import static io.meshconformance.harness.expect.Expectations.redirectsTo;
import static io.meshconformance.harness.expect.Expectations.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.evidence.Caller;
import io.meshconformance.harness.environment.Origins;
import io.meshconformance.harness.http.Answer;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Failure;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.identity.Flaw;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.istio.Mesh;
import io.meshconformance.harness.origin.Attributor;
import io.meshconformance.harness.pomerium.Proxy;
import io.meshconformance.harness.wait.LearnedLimit;
import io.meshconformance.harness.wait.Observation;
import io.meshconformance.harness.wait.ShortTimeouts;
import io.meshconformance.harness.wait.Timeouts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.AssertionFailedError;

class TrafficTest {

    private static final Response OK = new Response(200, Headers.none(), "{\"user\":{\"email\":null,\"n\":1}}");
    private static final Response DENIED = new Response(
            403, Headers.none().with("content-type", "text/plain").with("server", "envoy"), Mesh.RBAC_DENIED);

    private final MintedSecrets secrets = new MintedSecrets();
    private final CheckRecord record = new CheckRecord();
    private final Attributor attributor = Origins.of("authenticate.test", "idp.test");
    private final Traffic traffic = new Traffic(ShortTimeouts.make(), () -> record, LearnedLimit::none);

    @Test
    @DisplayName("what holds is recorded as well, once, with every attempt beside it")
    void recordsWhatHolds() {
        Exchange last = traffic.eventually(answers(OK, DENIED, OK, OK, OK), status(200));

        assertEquals(200, last.response().orElseThrow().status());
        assertEquals(1, record.verdicts().size());
        assertTrue(record.verdicts().get(0).held());
        assertEquals(
                List.of(true, false, true, true, true),
                record.attempts().stream().map(Attempt::held).toList());
        assertEquals(5, record.attempts().get(4).number());
    }

    @Test
    @DisplayName("what does not hold says what was expected, what came, who answered and how often it was tried")
    void message() {
        AssertionFailedError failed = assertThrows(
                AssertionFailedError.class,
                () -> traffic.eventually(forever(DENIED), status(200), answeredBy(Answerer.APPLICATION)));

        String message = String.valueOf(failed.getMessage());
        assertTrue(message.contains("GET https://shop.test/ by browser of test"), message);
        assertTrue(message.contains("expected: status 200, answered by the application"), message);
        assertTrue(message.contains("status 403, body \"RBAC: access denied\""), message);
        assertTrue(message.contains("answered: the mesh (body \"RBAC: access denied\")"), message);
        assertTrue(message.contains("attempts, 0 of 3 in a row"), message);
        assertEquals(
                "status 200, answered by the application", failed.getExpected().getValue());
        assertFalse(record.verdicts().get(0).held());
    }

    @Test
    @DisplayName("an answer that flaps never counts as settled, even when the last one held")
    void flappingAnswers() {
        AssertionFailedError failed =
                assertThrows(AssertionFailedError.class, () -> traffic.eventually(flapping(), status(200)));

        assertTrue(String.valueOf(failed.getMessage()).contains("did not settle"), failed.getMessage());
        assertFalse(record.verdicts().get(0).held());
    }

    @Test
    @DisplayName("a steady state is attempted as often as told, and the first exception to it fails")
    void consistently() {
        traffic.consistently(answers(DENIED, DENIED, DENIED, DENIED), Mesh.rbacDenied());
        assertEquals(4, record.attempts().size());

        assertThrows(
                AssertionFailedError.class,
                () -> traffic.consistently(answers(DENIED, DENIED, OK, DENIED), Mesh.rbacDenied()));
        assertEquals(
                List.of(true, false),
                record.verdicts().stream().map(Judgement::held).toList());
    }

    @Test
    @DisplayName("another limit is named, not spelled out")
    void within() {
        assertThrows(
                AssertionFailedError.class,
                () -> traffic.within(Timeouts::signOutEffective).eventually(forever(DENIED), status(200)));
    }

    @Test
    @DisplayName("a call that throws is an attempt that did not hold")
    void throwing() {
        AssertionFailedError failed = assertThrows(
                AssertionFailedError.class,
                () -> traffic.eventually(
                        () -> {
                            throw new IllegalStateException("no session");
                        },
                        status(200)));

        assertTrue(String.valueOf(failed.getMessage()).contains("no session"), failed.getMessage());
        assertEquals(1, record.verdicts().size());
    }

    @Test
    @DisplayName("expecting nothing is refused, because it could not fail")
    void nothing() {
        assertThrows(IllegalArgumentException.class, () -> traffic.expect(exchange(OK)));
    }

    @Test
    @DisplayName("no response fails every expectation on a response, the negative ones too")
    void negativesNeedAResponse() {
        Exchange cut = exchange(new Failure(Failure.Kind.CUT_OFF, "reset"));

        assertFalse(noHeader("x").judge(cut).held());
        assertFalse(jsonLacks("/x").judge(cut).held());
        assertTrue(Expectations.connectionCutOff().judge(cut).held());
        assertFalse(Expectations.connectionCutOff().judge(exchange(DENIED)).held());
    }

    @Test
    @DisplayName("JSON is judged by pointer, and what is no JSON holds nothing")
    void jsonPointers() {
        assertTrue(json("/user/n", "1").judge(exchange(OK)).held());
        assertTrue(jsonLacks("/user/name").judge(exchange(OK)).held());
        assertFalse(jsonLacks("/user/email").judge(exchange(OK)).held());
        assertFalse(jsonLacks("/x").judge(exchange(DENIED)).held());
        assertTrue(json("/user/n", "2").judge(exchange(OK)).actual().contains("/user/n = 1"));
    }

    @Test
    @DisplayName("a header counts with its exact value, once")
    void headers() {
        Response twice = new Response(200, Headers.none().with("a", "1").with("A", "2"), "");

        assertFalse(header("a", "1").judge(exchange(twice)).held());
        assertFalse(noHeader("a").judge(exchange(twice)).held());
        assertTrue(noHeader("b").judge(exchange(twice)).held());
        assertFalse(redirectsTo("/x")
                .judge(exchange(new Response(200, Headers.none().with("location", "/x"), "")))
                .held());
    }

    @Test
    @DisplayName("a denial in the mesh's words is not one when the proxy marked it as its own")
    void denialOfTheProxy() {
        Response marked = new Response(403, DENIED.headers().with(Proxy.INTERCEPTED, "true"), Mesh.RBAC_DENIED);

        assertTrue(Mesh.rbacDenied().judge(exchange(DENIED)).held());
        assertFalse(Mesh.rbacDenied().judge(exchange(marked)).held());
        assertFalse(Mesh.rbacDenied()
                .judge(exchange(new Response(403, DENIED.headers(), Mesh.RBAC_DENIED + "\n")))
                .held());
    }

    @ParameterizedTest
    @DisplayName("every flaw has its own refusal, and a success is never one")
    @EnumSource(Flaw.class)
    void flaws(Flaw flaw) {
        assertFalse(Mesh.rejects(flaw).judge(exchange(OK)).held());
        assertFalse(Mesh.rejects(flaw).judge(exchange(DENIED)).held());
        assertTrue(Mesh.rejects(flaw).sentence().contains("body exactly"));
    }

    @Test
    @DisplayName("the proxy's refusals are known in both of their forms")
    void proxyRefusals() {
        Headers html = Headers.none().with("content-type", "text/html").with(Proxy.INTERCEPTED, "true");
        Headers inJson = Headers.none().with("content-type", "application/json; charset=utf-8");
        String signIn = "https://authenticate.test/.pomerium/sign_in?pomerium_signature=x";

        assertTrue(Proxy.redirectsToSignIn()
                .judge(exchange(new Response(302, html.with("location", signIn), "")))
                .held());
        assertFalse(Proxy.redirectsToSignIn()
                .judge(exchange(new Response(302, html.with("location", "https://evil.test/"), "")))
                .held());
        assertTrue(
                Proxy.forbidden().judge(exchange(new Response(403, html, ""))).held());
        assertTrue(Proxy.unauthenticatedJson()
                .judge(exchange(new Response(401, inJson, "{\"error\":\"Unauthenticated\",\"request_id\":\"1\"}")))
                .held());
        assertFalse(Proxy.forbiddenJson()
                .judge(exchange(new Response(403, inJson, "{\"error\":\"Unauthenticated\",\"request_id\":\"1\"}")))
                .held());
    }

    @Test
    @DisplayName("what is no exchange is judged and recorded the same way")
    void readings() {
        traffic.expect("the assertion", "an integer exp", Observation.held("1700000000"));

        assertThrows(
                AssertionFailedError.class,
                () -> traffic.expect("the assertion", "an integer exp", Observation.notYet("1.7e9")));
        assertEquals(2, record.verdicts().size());
    }

    @Test
    @DisplayName(
            "a wait for something else is in the record with every attempt, those that threw too, and judges nothing")
    void awaited() {
        Deque<String> lines = new ArrayDeque<>(List.of("", "the line"));

        String found = traffic.awaited(
                "a log",
                () -> {
                    String line = lines.remove();
                    if (line.isEmpty()) {
                        throw new IllegalStateException("no such pod");
                    }
                    return line;
                },
                Observation::held);

        assertEquals("the line", found);
        assertEquals(
                List.of(false, true),
                record.attempts().stream().map(Attempt::held).toList());
        assertTrue(record.attempts().get(0).seen().contains("no such pod"));
        assertEquals(2, record.attempts().get(1).number());
        assertTrue(record.verdicts().isEmpty());
    }

    @Test
    @DisplayName("what does not come to be as expected is judged by the last look")
    void neverThere() {
        AssertionFailedError failed = assertThrows(
                AssertionFailedError.class,
                () -> traffic.eventually("the log", "a line about it", () -> Observation.notYet("nothing")));

        assertEquals("nothing", failed.getActual().getValue());
        assertEquals("a line about it", failed.getExpected().getValue());
        assertEquals(1, record.verdicts().size());
    }

    private Supplier<Exchange> answers(Answer... scripted) {
        Deque<Answer> left = new ArrayDeque<>(List.of(scripted));
        return () -> exchange(left.remove());
    }

    private Supplier<Exchange> forever(Answer answer) {
        return () -> exchange(answer);
    }

    private Supplier<Exchange> flapping() {
        Deque<Answer> turn = new ArrayDeque<>(List.of(OK, DENIED));
        return () -> {
            Answer next = turn.remove();
            turn.add(next);
            return exchange(next);
        };
    }

    private Exchange exchange(Answer answer) {
        Exchange exchange = new Exchange(
                "id-1",
                new Caller.Browser("test"),
                "",
                Request.get("https://shop.test/"),
                answer,
                List.of(),
                new Attribution(Answerer.UNKNOWN, ""),
                Instant.EPOCH,
                Duration.ZERO);
        return exchange.attributedTo(attributor.of(exchange));
    }
}

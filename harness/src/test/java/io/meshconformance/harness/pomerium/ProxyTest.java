package io.meshconformance.harness.pomerium;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.evidence.Caller;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What is expected of the proxy's answers")
class ProxyTest {

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("a token is known by its form and by its name")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"session\": {\"id\": \"7a0c8f54\"}}|true",
                "{\"idToken\": \"\", \"access_token\": null, \"tokens\": \"x\"}|true",
                "{\"idToken\": \"x\"}|false",
                "{\"rawIdToken\":\"x\"}|false",
                "{\"refresh_token\" : \"x\"}|false",
                "<a href=\"/?t=eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmVk\">|false"
            })
    void tokens(String body, boolean none) {
        assertEquals(
                none,
                Proxy.showsNoToken().judge(answer(200, Headers.none(), body)).held());
    }

    @Test
    @DisplayName("a sign-in comes back to the one page that its address names")
    void comesBack() {
        Exchange sent = answer(
                302,
                Headers.none()
                        .with(
                                "location",
                                "https://sign.test/.pomerium/sign_in?pomerium_redirect_uri=https%3A%2F%2Fshop.test%2Fa"),
                "");
        assertEquals(
                true, Proxy.signInComesBackTo("https://shop.test/a").judge(sent).held());
        assertEquals(
                false,
                Proxy.signInComesBackTo("https://shop.test/b").judge(sent).held());
        assertEquals(
                false,
                Proxy.signInComesBackTo("https://shop.test/a")
                        .judge(answer(200, Headers.none(), ""))
                        .held());
    }

    @Test
    @DisplayName("a program is told that no user is signed in, and not sent anywhere")
    void unauthenticated() {
        assertEquals(
                true,
                Proxy.unauthenticated().judge(answer(401, Headers.none(), "")).held());
        assertEquals(
                false,
                Proxy.unauthenticated()
                        .judge(answer(401, Headers.none().with("Location", "/"), ""))
                        .held());
    }

    private static Exchange answer(int status, Headers headers, String body) {
        return new Exchange(
                "1",
                new Caller.Browser(null),
                "",
                Request.get("https://shop.test/a"),
                new Response(status, headers, body),
                List.of(),
                new Attribution(Answerer.PROXY, "test"),
                Instant.EPOCH,
                Duration.ZERO);
    }
}

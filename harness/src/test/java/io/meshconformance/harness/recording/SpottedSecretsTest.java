package io.meshconformance.harness.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.evidence.Caller;
import io.meshconformance.harness.http.Answer;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Failure;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.identity.MintedSecrets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpottedSecretsTest {

    @Test
    void aParameterIsKnownAsItStoodAsItMeansAndWithoutItsPadding() {
        MintedSecrets secrets = new MintedSecrets();

        new SpottedSecrets(secrets)
                .in(asking("https://idp.test/authorize?client_id=a&state=c29tZXRoaW5nIHNlY3JldA%3D%3D"));

        List<String> values =
                secrets.all().stream().map(MintedSecrets.Secret::value).toList();
        assertTrue(
                values.containsAll(
                        List.of("c29tZXRoaW5nIHNlY3JldA%3D%3D", "c29tZXRoaW5nIHNlY3JldA==", "c29tZXRoaW5nIHNlY3JldA")),
                values::toString);
    }

    @Test
    void aParameterInALinkOfAPageIsKnownToo() {
        var secrets = new MintedSecrets();
        String page = "<form action=\"/in?session_code=c0de-0123456789&amp;client_data=eyJzdCI6InMxMjM0NTY3ODkwIn0\">";
        new SpottedSecrets(secrets).in(asking("https://idp.test/auth", new Response(200, Headers.none(), page)));

        assertEquals(
                List.of("c0de-0123456789", "eyJzdCI6InMxMjM0NTY3ODkwIn0"),
                secrets.all().stream().map(MintedSecrets.Secret::value).toList());
    }

    private static Exchange asking(String url) {
        return asking(url, new Failure(Failure.Kind.TIMED_OUT, ""));
    }

    private static Exchange asking(String url, Answer answer) {
        return new Exchange(
                "an-id",
                new Caller.Browser(null),
                "",
                Request.get(url),
                answer,
                List.of(),
                new Attribution(Answerer.NONE, "no response"),
                Instant.EPOCH,
                Duration.ZERO);
    }
}

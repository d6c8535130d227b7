package io.meshconformance.harness.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.badinput.BadInput;
import io.meshconformance.badinput.Survival;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.identity.CertificateAuthority;
import io.meshconformance.harness.identity.MintedSecrets;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What curl tells of an exchange, torn or not, is an answer with a status and headers, or none. */
class CurlTranscriptProperties {

    private static final String CERTIFICATE = new CertificateAuthority("test", new MintedSecrets()).pem();
    private static final String TOLD = """
            * Connected to shop.inside (10.96.0.7) port 80 (#0)
            > GET /a/%2e%2e/b HTTP/1.1
            > Host: shop.inside
            >\s
            < HTTP/1.1 100 Continue
            <\s
            < HTTP/1.1 403 Forbidden
            < content-length: 19
            < set-cookie: b=x: y
            <\s
            curl: (56) OpenSSL SSL_read: alert
            conformance-end 403 19
            """;

    @Provide
    Arbitrary<String> transcripts() {
        return BadInput.like(TOLD, TOLD.replace("\n", "\r\n"), TOLD + CERTIFICATE);
    }

    @Provide
    Arbitrary<Headers> headers() {
        Arbitrary<String> names = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars('-')
                .ofMinLength(1)
                .ofMaxLength(12);
        Arbitrary<String> values = Arbitraries.strings()
                .withCharRange('!', '~')
                .withChars(" \u00e9")
                .ofMaxLength(30)
                .map(String::strip);
        return Combinators.combine(names, values)
                .as((name, value) -> Headers.none().with(name, value).lines().get(0))
                .list()
                .ofMaxSize(6)
                .map(Headers::new)
                .withoutEdgeCases();
    }

    @Property
    @Label("a torn transcript is read as far as it goes")
    void torn(@ForAll("transcripts") String text) {
        CurlTranscript transcript = new CurlTranscript(text);
        Survival.of(() -> transcript.isComplete(19));
        Survival.of(transcript::sent);
        Survival.of(() -> transcript.failure(56));
        Survival.of(transcript::certificates, IllegalArgumentException.class);
        Survival.of(() -> transcript.received(new byte[0]))
                .flatMap(received -> received)
                .ifPresent(CurlTranscriptProperties::assertSound);
    }

    private static void assertSound(Response response) {
        assertTrue(response.status() >= 0 && response.status() < 1000, response::toString);
        response.headers().lines().forEach(line -> assertTrue(!line.name().isEmpty(), response::toString));
        Survival.of(response::summary);
        Survival.of(response::mediaType);
    }

    @Property
    @Label("headers are read as they were sent")
    void roundTrip(@ForAll("headers") Headers headers) {
        StringBuilder told = new StringBuilder("< HTTP/1.1 200 OK\r\n");
        headers.lines().forEach(line -> told.append("< " + line.name() + ": " + line.value() + "\r\n"));
        assertEquals(
                Optional.of(headers),
                new CurlTranscript(told + "< \r\n").received(new byte[0]).map(Response::headers));
    }
}

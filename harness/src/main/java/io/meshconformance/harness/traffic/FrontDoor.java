package io.meshconformance.harness.traffic;

import static io.restassured.config.DecoderConfig.decoderConfig;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static io.restassured.config.HttpClientConfig.httpClientConfig;
import static io.restassured.config.RedirectConfig.redirectConfig;

import io.meshconformance.harness.wait.Timeouts;
import io.restassured.RestAssured;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The suite's own client: REST Assured on a connection of its own for each request, trusting one authority, following
 * nothing, remembering nothing, changing nothing of what it is told to send. Every request comes back as an
 * {@link Exchange}, also when no response came. Safe for use by many threads.
 */
public final class FrontDoor {

    private final Doors doors;
    private final KeyStore trusted;
    private final Timeouts timeouts;
    private final Witness witness;

    /**
     * A front door.
     *
     * @param doors where connections really go
     * @param trusted holds the authorities whose servers are trusted, and no other
     * @param timeouts {@link Timeouts#connect} and {@link Timeouts#request} bound each request
     * @param witness sees every exchange
     */
    public FrontDoor(Doors doors, KeyStore trusted, Timeouts timeouts, Witness witness) {
        this.doors = doors;
        this.trusted = trusted;
        this.timeouts = timeouts;
        this.witness = witness;
    }

    /** The same with other doors, such as those of an ingress gateway. */
    public FrontDoor through(Doors others) {
        return new FrontDoor(others, trusted, timeouts, witness);
    }

    /**
     * Sends one request and follows nothing.
     *
     * @param client who sends it, in words
     * @param note what for, in words, or empty
     * @param request what to send; its target and headers go out as they are, with {@link Request#ID_HEADER} added
     */
    public Exchange send(String client, String note, Request request) {
        String id = UUID.randomUUID().toString();
        Request identified = request.with(request.headers().withOnly(Request.ID_HEADER, id));
        Wiretap wiretap = new Wiretap(identified);
        Instant startedAt = Instant.now();
        long start = System.nanoTime();
        Answer answer = answer(identified, wiretap);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return witness.saw(new Exchange(
                id,
                client,
                note,
                wiretap.sent(),
                answer,
                wiretap.certificates(),
                new Attribution(Answerer.UNKNOWN, "not yet judged"),
                startedAt,
                took));
    }

    private Answer answer(Request request, Wiretap wiretap) {
        WireClient client = new WireClient(doors, trusted, timeouts, wiretap);
        try {
            io.restassured.response.Response response = specification(request, client)
                    .request(request.method(), request.url().origin() + "/");
            return new Response(response.statusCode(), wiretap.received(), text(response));
        } catch (Exception e) {
            // REST Assured throws whatever the connection threw, undeclared.
            return Failures.of(e);
        } finally {
            client.getConnectionManager().shutdown();
        }
    }

    private static RequestSpecification specification(Request request, WireClient client) {
        String type = request.headers().first("content-type").orElse("text/plain");
        RestAssuredConfig config = RestAssuredConfig.newConfig()
                .redirect(redirectConfig().followRedirects(false))
                .decoderConfig(decoderConfig().noContentDecoders())
                .encoderConfig(encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .defaultContentCharset("UTF-8")
                        .encodeContentTypeAs(type, ContentType.TEXT))
                .httpClient(httpClientConfig().dontReuseHttpClientInstance().httpClientFactory(() -> client));
        RequestSpecification specification = RestAssured.given().config(config).urlEncodingEnabled(false);
        String body = request.body();
        return body == null ? specification : specification.contentType(type).body(body);
    }

    private static String text(io.restassured.response.Response response) {
        byte[] body = response.asByteArray();
        return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }
}

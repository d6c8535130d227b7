package io.meshconformance.harness.http;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.evidence.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One request and what came of it, as the client saw it. Values are raw: redaction happens where evidence is written.
 *
 * @param id the value of {@link Request#ID_HEADER}, unique in the run
 * @param caller the client that sent it
 * @param note what the request was for where that does not follow from the scenario, such as {@code sign-in, hop 3};
 *     empty otherwise
 * @param request as sent, with every header that went out
 * @param answer what came
 * @param certificates the chain that the peer showed, leaf first, also when it was not trusted; empty without TLS
 * @param attribution the hop that answered
 * @param startedAt when it was sent
 * @param took until the answer was complete
 */
public record Exchange(
        String id,
        Caller caller,
        String note,
        Request request,
        Answer answer,
        List<ServedCertificate> certificates,
        Attribution attribution,
        Instant startedAt,
        Duration took) {

    /** Copies what it is given. */
    public Exchange {
        certificates = List.copyOf(certificates);
    }

    /** The response, if one came. */
    public Optional<Response> response() {
        return answer instanceof Response response ? Optional.of(response) : Optional.empty();
    }

    /** The failure, if no response came. */
    public Optional<Failure> failure() {
        return answer instanceof Failure failure ? Optional.of(failure) : Optional.empty();
    }

    /** The hop that answered. */
    public Answerer answerer() {
        return attribution.answerer();
    }

    /** The response's body; empty text when no response came. */
    public String body() {
        return response().map(Response::body).orElse("");
    }

    /** What was asked, in words. */
    public String subject() {
        return request.method() + " " + request.url() + " by " + caller;
    }

    /**
     * The same with another origin of its answer.
     *
     * @param known the hop that answered, and the mark by which it is known
     */
    public Exchange attributedTo(Attribution known) {
        return new Exchange(id, caller, note, request, answer, certificates, known, startedAt, took);
    }
}

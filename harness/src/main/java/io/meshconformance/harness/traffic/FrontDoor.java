package io.meshconformance.harness.traffic;

import io.meshconformance.harness.wait.Timeouts;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The suite's own client: a connection of its own for each request, trusting one authority, following nothing,
 * remembering nothing, changing nothing of what it is told to send. Every request comes back as an {@link Exchange}, also
 * when no response came. Safe for use by many threads.
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
        WireClient wire = new WireClient(doors, trusted, timeouts, identified);
        Instant startedAt = Instant.now();
        long start = System.nanoTime();
        Answer answer = wire.answer();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return witness.saw(new Exchange(
                id,
                client,
                note,
                wire.sent(),
                answer,
                wire.certificates(),
                new Attribution(Answerer.UNKNOWN, "not yet judged"),
                startedAt,
                took));
    }
}

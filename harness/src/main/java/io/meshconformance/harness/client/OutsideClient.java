package io.meshconformance.harness.client;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.evidence.Caller;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Url;
import io.meshconformance.harness.oidc.ProviderSignIn;
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
public final class OutsideClient {

    private final AddressMap addresses;
    private final KeyStore trusted;
    private final Timeouts timeouts;
    private final ExchangeSink sink;
    private final Carrier carrier;
    private final ProviderSignIn signIn;

    /**
     * A client that knows no provider's sign-in form.
     *
     * @param addresses where connections really go
     * @param trusted holds the authorities whose servers are trusted, and no other
     * @param timeouts {@link Timeouts#connect} and {@link Timeouts#request} bound each request
     * @param sink sees every exchange
     */
    public OutsideClient(AddressMap addresses, KeyStore trusted, Timeouts timeouts, ExchangeSink sink) {
        this(
                addresses,
                trusted,
                timeouts,
                sink,
                request -> WireClient.transmit(addresses, trusted, timeouts, request),
                ProviderSignIn.NOWHERE);
    }

    private OutsideClient(
            AddressMap addresses,
            KeyStore trusted,
            Timeouts timeouts,
            ExchangeSink sink,
            Carrier carrier,
            ProviderSignIn signIn) {
        this.addresses = addresses;
        this.trusted = trusted;
        this.timeouts = timeouts;
        this.sink = sink;
        this.carrier = carrier;
        this.signIn = signIn;
    }

    /** The same whose browsers sign in like this. */
    public OutsideClient signingInBy(ProviderSignIn other) {
        return new OutsideClient(addresses, trusted, timeouts, sink, carrier, other);
    }

    /** How its browsers sign in. */
    public ProviderSignIn signIn() {
        return signIn;
    }

    /** The same with other addresses, such as those of an ingress gateway. */
    public OutsideClient through(AddressMap others) {
        return new OutsideClient(others, trusted, timeouts, sink).signingInBy(signIn);
    }

    /** The same, with all its requests on one connection. */
    OutsideClient over(SharedConnection connection) {
        return new OutsideClient(addresses, trusted, timeouts, sink, connection::carry, signIn);
    }

    /**
     * One HTTP/2 connection, for {@link Session#over}.
     *
     * @param host whose name the handshake has
     */
    public SharedConnection connection(String host) {
        return SharedConnection.open(addresses, trusted, timeouts, Url.parse("https://" + host));
    }

    /**
     * A browser with an empty jar.
     *
     * @param name whose it is, for the evidence
     */
    public Session browser(String name) {
        return Session.browser(new Caller.Browser(name), this);
    }

    /** A browser with an empty jar that is never signed in. */
    public Session anonymous() {
        return Session.browser(new Caller.Browser(null), this);
    }

    /**
     * Sends one request and follows nothing.
     *
     * @param caller the client that sends it
     * @param note what for, in words, or empty
     * @param request what to send; its target and headers go out as they are, with those of {@link Request#identified} added
     */
    public Exchange send(Caller caller, String note, Request request) {
        String id = UUID.randomUUID().toString();
        Request identified = request.identified(id);
        Instant startedAt = Instant.now();
        long start = System.nanoTime();
        Transmission over = carrier.carry(identified);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return sink.saw(new Exchange(
                id,
                caller,
                note,
                over.sent(),
                over.answer(),
                over.certificates(),
                new Attribution(Answerer.UNKNOWN, "not yet judged"),
                startedAt,
                took));
    }
}

package io.meshconformance.harness.traffic;

import io.meshconformance.harness.identity.MintedSecrets;

/**
 * Sees every exchange of every client: says who answered, registers the secrets in it, and passes it on to the record.
 */
public final class Witness {

    private final Attributor attributor;
    private final SpottedSecrets spotted;
    private final Recorder recorder;

    /**
     * A witness.
     *
     * @param hops the hosts by which hops are told apart
     * @param recorder where exchanges are written down
     * @param secrets where tokens and cookies that went over the wire are registered
     */
    public Witness(Hops hops, Recorder recorder, MintedSecrets secrets) {
        this.attributor = new Attributor(hops);
        this.spotted = new SpottedSecrets(secrets);
        this.recorder = recorder;
    }

    /** The exchange with its origin known, after it was written down. */
    public Exchange saw(Exchange exchange) {
        Exchange attributed = exchange.attributedTo(attributor.of(exchange));
        spotted.in(attributed);
        recorder.exchange(attributed);
        return attributed;
    }
}

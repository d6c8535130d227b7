package io.meshconformance.harness.recording;

import io.meshconformance.harness.client.ExchangeSink;
import io.meshconformance.harness.expect.Recorder;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.origin.Attributor;

/** Takes every exchange of every client: attributes it, registers the secrets in it, and records it. */
public final class ExchangeObserver implements ExchangeSink {

    private final Attributor attributor;
    private final SpottedSecrets spotted;
    private final Recorder recorder;

    /**
     * An observer.
     *
     * @param attributor says which hop an answer came from
     * @param recorder where exchanges are written down
     * @param secrets where tokens and cookies that went over the wire are registered
     */
    public ExchangeObserver(Attributor attributor, Recorder recorder, MintedSecrets secrets) {
        this.attributor = attributor;
        this.spotted = new SpottedSecrets(secrets);
        this.recorder = recorder;
    }

    @Override
    public Exchange saw(Exchange exchange) {
        Exchange attributed = exchange.attributedTo(attributor.of(exchange));
        spotted.in(attributed);
        recorder.exchange(attributed);
        return attributed;
    }
}

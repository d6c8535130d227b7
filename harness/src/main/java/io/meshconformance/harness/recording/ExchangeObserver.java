package io.meshconformance.harness.recording;

import io.meshconformance.harness.client.ExchangeSink;
import io.meshconformance.harness.expect.CheckRecord;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.origin.Attributor;
import java.util.function.Supplier;

/** Takes every exchange of every client: attributes it, registers the secrets in it, and records it. */
public final class ExchangeObserver implements ExchangeSink {

    private final Attributor attributor;
    private final SpottedSecrets spotted;
    private final Supplier<CheckRecord> current;

    /**
     * An observer.
     *
     * @param attributor says which hop an answer came from
     * @param current the record of the check that runs now
     * @param secrets where tokens and cookies that went over the wire are registered
     */
    public ExchangeObserver(Attributor attributor, Supplier<CheckRecord> current, MintedSecrets secrets) {
        this.attributor = attributor;
        this.spotted = new SpottedSecrets(secrets);
        this.current = current;
    }

    @Override
    public Exchange saw(Exchange exchange) {
        Exchange attributed = exchange.attributedTo(attributor.of(exchange));
        spotted.in(attributed);
        current.get().exchange(attributed);
        return attributed;
    }
}

package io.meshconformance.harness.client;

import io.meshconformance.harness.http.Exchange;

/** Takes every exchange that a client makes. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface ExchangeSink {

    /**
     * Takes an exchange.
     *
     * @param exchange as the client saw it, its origin not yet known
     * @return the same exchange with its origin
     */
    Exchange saw(Exchange exchange);
}

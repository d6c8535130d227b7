package io.meshconformance.harness.client;

import io.meshconformance.harness.http.Request;

/** How a request gets to its server: on a connection of its own, or on one with others. */
@FunctionalInterface
interface Carrier {

    /** Sends the request and reads what comes back, be it a failure. */
    Transmission carry(Request request);
}

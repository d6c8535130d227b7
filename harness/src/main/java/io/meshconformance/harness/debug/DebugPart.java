package io.meshconformance.harness.debug;

import java.util.concurrent.Callable;

/**
 * One part of a bundle, still to be had.
 *
 * @param name the file's name
 * @param kind how much of it is kept
 * @param source asks for it; whatever it throws is told in its place
 */
record DebugPart(String name, Kind kind, Callable<String> source) {

    /** How much is kept of a part: of what is larger, the end. */
    enum Kind {
        /** Events of the scenario's namespaces. */
        EVENTS(64 << 10),
        /** States of its pods. */
        STATES(128 << 10),
        /** One container's log. */
        LOG(64 << 10),
        /** What a sidecar has of the mesh, as it says itself: it grows with the mesh. */
        CONFIGURATION(1 << 20),
        /** How far the sidecars have taken their configuration. */
        SYNCHRONISATION(64 << 10),
        /** What the scenario applied. */
        MANIFESTS(128 << 10);

        private final int bytes;

        Kind(int bytes) {
            this.bytes = bytes;
        }

        /** The limit in bytes, in UTF-8. */
        int bytes() {
            return bytes;
        }
    }
}

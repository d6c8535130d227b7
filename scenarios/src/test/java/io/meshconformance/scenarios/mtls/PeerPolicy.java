package io.meshconformance.scenarios.mtls;

import java.util.List;
import java.util.stream.Stream;

/**
 * A PeerAuthentication on one of three levels.
 *
 * @param mode what it says
 * @param file the manifest that sets it
 */
record PeerPolicy(Mode mode, String file) {

    /** What a PeerAuthentication says about plaintext; nothing on a level that has none. */
    enum Mode {
        NONE,
        STRICT,
        PERMISSIVE
    }

    /** Istio's own default, which has no file, and then what is set, the farthest level first. */
    static List<PeerPolicy> fartherFirst(Mode mesh, Mode namespace, Mode workload) {
        return Stream.of(
                        new PeerPolicy(Mode.PERMISSIVE, ""),
                        of(mesh, "mtls/mesh-strict.yaml", ""),
                        of(namespace, "mtls/strict.yaml", "mtls/permissive.yaml"),
                        of(workload, "mtls/workload-strict.yaml", "mtls/workload-permissive.yaml"))
                .filter(policy -> policy.mode() != Mode.NONE)
                .toList();
    }

    private static PeerPolicy of(Mode mode, String strict, String permissive) {
        return new PeerPolicy(mode, mode == Mode.STRICT ? strict : permissive);
    }
}

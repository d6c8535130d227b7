package io.meshconformance.harness.stage;

import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.kube.DeclaredWorkloads;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What scenarios can play on one after the other: the file that they apply first, where its workloads keep nothing of
 * what they were asked.
 *
 * @param file path below {@code manifests/scenarios/}
 */
record Base(String file) {

    /**
     * That of a scenario.
     *
     * @return empty where what it applies first is for itself alone
     */
    static Optional<Base> of(Scenario scenario) {
        return Stream.of(scenario.manifests())
                .limit(1)
                .filter(file -> DeclaredWorkloads.in("scenarios/" + file).keepNothing())
                .map(Base::new)
                .findFirst();
    }

    /** What its stages are called after. */
    String stem() {
        return file.substring(file.lastIndexOf('/') + 1).replace(".yaml", "");
    }
}

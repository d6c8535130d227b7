package io.meshconformance.evidence;

import java.util.List;

/**
 * What was recorded of one play of a scenario: the file {@code scenario.json}, which it publishes at its end.
 *
 * @param namespace its namespace
 * @param follows the id of the scenario that played there before; empty where none did
 * @param hosts its hosts
 * @param manifests what it applied, in order, without Secrets
 * @param applyMillis applying its manifests until ready, in milliseconds
 */
public record ScenarioEvidence(
        String namespace, String follows, List<String> hosts, List<AppliedManifest> manifests, long applyMillis) {

    /** Name of its file. */
    public static final String FILE = "scenario.json";

    /** That of a scenario of which nothing is known. */
    public static final ScenarioEvidence NONE = new ScenarioEvidence("", "", List.of(), List.of(), 0);

    /**
     * A manifest that the scenario applied.
     *
     * @param name path below the scenarios folder
     * @param yaml as applied
     */
    public record AppliedManifest(String name, String yaml) {}
}

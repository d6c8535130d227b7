package io.meshconformance.reports.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.meshconformance.reports.model.Hop;
import io.meshconformance.reports.model.Manifest;
import io.meshconformance.reports.model.Policy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code scenario.json}, published by a scenario.
 *
 * @param namespace its namespace
 * @param hosts its hosts
 * @param features optional features it needs
 * @param manifests what it applied
 * @param policies what is in force
 * @param applyMillis applying until ready, in milliseconds
 * @param hops its path
 * @param attempts how often it was run, zero where not said
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ScenarioEvent(
        @Nullable String namespace,
        @Nullable List<String> hosts,
        @Nullable List<String> features,
        @Nullable List<Manifest> manifests,
        @Nullable List<Policy> policies,
        long applyMillis,
        @Nullable List<Hop> hops,
        int attempts) {

    /** An event that says nothing. */
    public static final ScenarioEvent NONE = new ScenarioEvent(null, null, null, null, null, 0, null, 0);
}

package io.meshconformance.reports.judgement;

import io.meshconformance.reports.events.EnvironmentEvent;
import io.meshconformance.reports.model.ScenarioResult;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Optional features, each in exactly one of three lists: a reader must never guess for a name that is absent.
 *
 * @param supported declared to be there
 * @param unsupported declared to lack
 * @param untested named by a scenario, and nothing is declared about them
 */
record Features(Set<String> supported, Set<String> unsupported, Set<String> untested) {

    /** What the environment declares and the scenarios name. A name declared both ways counts as unsupported. */
    static Features of(EnvironmentEvent environment, Collection<ScenarioResult> scenarios) {
        Set<String> unsupported = new TreeSet<>(environment.unsupportedFeatures());
        Set<String> supported = new TreeSet<>(environment.supportedFeatures());
        supported.removeAll(unsupported);
        Set<String> untested = new TreeSet<>();
        scenarios.forEach(scenario -> untested.addAll(scenario.features()));
        untested.removeAll(supported);
        untested.removeAll(unsupported);
        return new Features(supported, unsupported, untested);
    }

    /** Those of a list that the scenarios name. */
    static List<String> namedBy(Collection<ScenarioResult> scenarios, Set<String> features) {
        Set<String> named = new TreeSet<>();
        scenarios.forEach(scenario -> named.addAll(scenario.features()));
        named.retainAll(features);
        return List.copyOf(named);
    }
}

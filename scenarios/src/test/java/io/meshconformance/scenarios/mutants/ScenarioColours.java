package io.meshconformance.scenarios.mutants;

import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.evidence.mutants.Colour;
import io.meshconformance.evidence.mutants.MutantScenario;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Hears how the scenarios of a plan end. Only a check that was judged and did not hold turns one red: an object that the
 * cluster refused or a pod that did not start would do so for any mutant, and says nothing of the check.
 */
final class ScenarioColours implements TestExecutionListener {

    private final Map<String, MutantScenario> ends = new LinkedHashMap<>();
    private final Map<String, Instant> began = new LinkedHashMap<>();
    private final Map<String, Instant> ended = new LinkedHashMap<>();
    private @Nullable TestPlan plan;

    @Override
    public synchronized void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public synchronized void executionStarted(TestIdentifier identifier) {
        @Nullable String scenario = scenario(identifier);
        if (scenario != null) {
            began.putIfAbsent(scenario, Instant.now());
        }
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier identifier, String reason) {
        // Of a scenario that is red already the checks that are left are skipped.
        @Nullable String scenario = scenario(identifier);
        if (scenario != null) {
            ends.putIfAbsent(scenario, new MutantScenario(scenario, Colour.SKIPPED, reason));
        }
    }

    @Override
    public synchronized void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        @Nullable String scenario = scenario(identifier);
        if (scenario == null) {
            return;
        }
        ended.put(scenario, Instant.now());
        String reason = result.getThrowable().map(Throwable::getMessage).orElse("");
        switch (result.getStatus()) {
            case SUCCESSFUL -> {
                if (isScenario(identifier)) {
                    ends.putIfAbsent(scenario, new MutantScenario(scenario, Colour.GREEN, ""));
                }
            }
            case FAILED -> {
                if (result.getThrowable()
                        .filter(AssertionError.class::isInstance)
                        .isPresent()) {
                    ends.put(
                            scenario,
                            new MutantScenario(
                                    scenario, Colour.RED, identifier.getDisplayName() + ": " + line(reason)));
                } else {
                    ends.putIfAbsent(scenario, new MutantScenario(scenario, Colour.BROKEN, line(reason)));
                }
            }
            case ABORTED -> ends.putIfAbsent(scenario, new MutantScenario(scenario, Colour.SKIPPED, line(reason)));
        }
    }

    /** How a scenario of the plan ended. */
    synchronized MutantScenario of(String scenario) {
        return ends.getOrDefault(scenario, new MutantScenario(scenario, Colour.BROKEN, "it was not played"));
    }

    /** Those of some scenarios that are red. */
    synchronized Set<String> red(Collection<String> scenarios) {
        return scenarios.stream()
                .filter(scenario -> of(scenario).colour() == Colour.RED)
                .collect(Collectors.toSet());
    }

    /** Takes over how scenarios ended that were red and were played again: one that is green then is unstable. */
    synchronized void confirmed(ScenarioColours again) {
        ends.replaceAll((scenario, first) -> again.of(scenario).colour() == Colour.GREEN
                ? new MutantScenario(scenario, Colour.UNSTABLE, first.reason())
                : first);
    }

    /** How long some scenarios were played, from the beginning of the first to the end of the last. */
    synchronized Duration played(Collection<String> scenarios) {
        Optional<Instant> first = times(began, scenarios).min(Comparator.naturalOrder());
        Optional<Instant> last = times(ended, scenarios).max(Comparator.naturalOrder());
        return first.flatMap(begin -> last.map(end -> Duration.between(begin, end)))
                .orElse(Duration.ZERO);
    }

    private static Stream<Instant> times(Map<String, Instant> known, Collection<String> scenarios) {
        return known.entrySet().stream()
                .filter(time -> scenarios.contains(time.getKey()))
                .map(Map.Entry::getValue);
    }

    /** Of a judgement: what was asked, what was expected and what came. */
    private static String line(String reason) {
        return reason.lines().limit(3).map(String::strip).collect(Collectors.joining("; "));
    }

    private static boolean isScenario(TestIdentifier identifier) {
        return declared(identifier) != null;
    }

    /** The id of the scenario that something belongs to; null where it belongs to none. */
    private @Nullable String scenario(TestIdentifier identifier) {
        for (@Nullable TestIdentifier at = identifier; at != null; ) {
            @Nullable Scenario declared = declared(at);
            if (declared != null) {
                return declared.id();
            }
            at = plan == null ? null : plan.getParent(at).orElse(null);
        }
        return null;
    }

    private static @Nullable Scenario declared(TestIdentifier identifier) {
        @Nullable TestSource source = identifier.getSource().orElse(null);
        return source instanceof ClassSource declared ? declared.getJavaClass().getAnnotation(Scenario.class) : null;
    }
}

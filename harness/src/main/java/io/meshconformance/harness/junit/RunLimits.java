package io.meshconformance.harness.junit;

import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.wait.LearnedLimit;
import io.meshconformance.harness.wait.LearnedLimits;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * What limits a scenario's waits: what the plans of a session have learned, in those that ask for it. In all others full
 * limits hold.
 */
public final class RunLimits {

    /** The parameter of JUnit's plans that asks for it: where what is red is played once more, or expected. */
    public static final String LEARNED = "io.meshconformance.learned-limits";

    private final LearnedLimits learned;

    private RunLimits(LearnedLimits learned) {
        this.learned = learned;
    }

    /**
     * The limits of a scenario. One that has mesh or proxy for itself has full ones: it waits for restarts and for the ends
     * of sessions, of which the waits of the others tell nothing.
     */
    static RunLimits of(ExtensionContext context, Scenario scenario) {
        boolean asked = context.getConfigurationParameter(LEARNED).isPresent();
        return new RunLimits(
                asked && !scenario.meshWide() && !scenario.proxyWide()
                        ? context.getStore(StoreScope.LAUNCHER_SESSION, ScenarioExtension.STORE)
                                .computeIfAbsent(LearnedLimits.class, key -> LearnedLimits.begin(), LearnedLimits.class)
                        : LearnedLimits.none());
    }

    /**
     * The limit of a wait that begins now.
     *
     * @param changed whether what the scenario applied may not be in force yet
     * @param red whether a check of the scenario has failed
     */
    LearnedLimit of(boolean changed, boolean red) {
        return red ? learned.of(changed).hurried() : learned.of(changed);
    }
}

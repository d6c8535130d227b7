package io.meshconformance.scenarios;

import io.meshconformance.evidence.declaration.SecondPass;
import io.meshconformance.harness.junit.FirstRedEndsScenario;
import io.meshconformance.harness.junit.RunBudget;
import io.meshconformance.harness.junit.RunLimits;
import io.meshconformance.harness.junit.RunPlan;
import io.meshconformance.run.Settings;
import java.util.Optional;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/**
 * Plays scenarios side by side under limits that learn, and then what failed once more: alone, with full limits, until
 * something fails again that had failed. A run that repeats its scenarios judges each play by itself, and one that ends at
 * its first failure waits for that in full: both have one pass.
 *
 * @param settings the run's settings
 */
record Passes(Settings settings) {

    /**
     * A scenario is a class template, for which JUnit's default of classes does not count. Its plays and checks follow
     * each other all the same, because it has one instance for all of them.
     */
    private static final String MODE = "junit.jupiter.execution.parallel.mode.default";

    /**
     * Plays them.
     *
     * @param session the launcher's session, in which both passes are played
     * @param first finds the scenarios
     */
    void play(LauncherSession session, LauncherDiscoveryRequestBuilder first) {
        first.configurationParameter(MODE, "concurrent").configurationParameter(RunBudget.PARAMETER, "true");
        if (!settings.failFast() && settings.repeat() == 1) {
            first.configurationParameter(SecondPass.FOLLOWS, "true");
            if (!settings.fullLimits()) {
                first.configurationParameter(RunLimits.LEARNED, "true");
            }
        }
        session.getLauncher().execute(first.forExecution().build());
        Optional.ofNullable(
                        session.getStore().get(Namespace.create(SecondPass.class), SecondPass.class, SecondPass.class))
                .ifPresent(order -> again(session, order));
    }

    private static void again(LauncherSession session, SecondPass order) {
        session.getLauncher()
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(order.scenarios().stream()
                                .map(SecondPass.Failed::key)
                                .map(DiscoverySelectors::selectUniqueId)
                                .toList())
                        .configurationParameter(RunPlan.PARALLEL, "false")
                        .configurationParameter(RunBudget.PARAMETER, "true")
                        .configurationParameter(SecondPass.PARAMETER, order.ids())
                        .configurationParameter(FirstRedEndsScenario.PARAMETER, order.checks())
                        .forExecution()
                        .build());
    }
}

package io.meshconformance.harness.junit;

import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.environment.Environment;
import io.meshconformance.harness.stage.Stages;
import io.meshconformance.harness.stage.Succession;
import io.meshconformance.run.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Says before a plan is played which of its scenarios takes a stage over from which, and whose turn it is when. Where each is
 * played several times, none takes a stage over: a scenario that plays again has one of its own again.
 */
public final class RunPlan implements LauncherSessionListener {

    /** One more than play side by side, so that the one that is followed has mostly ended. */
    private static final int DISTANCE = 5;

    /** JUnit's parameter that says whether the scenarios of a plan are played side by side. */
    public static final String PARALLEL = "junit.jupiter.execution.parallel.enabled";

    /** Creates the listener; the launcher does. */
    public RunPlan() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        session.getLauncher().registerTestExecutionListeners(new Told(session));
    }

    /** The stages of a run, made when its first scenario begins. */
    static Stages stages(ExtensionContext context, Environment environment) {
        var store = context.getStore(StoreScope.LAUNCHER_SESSION, ScenarioExtension.STORE);
        return store.computeIfAbsent(
                Stages.class,
                key -> new Stages(environment, store.getOrDefault(Succession.class, Succession.class, Succession.NONE)),
                Stages.class);
    }

    /** The turns of the plan that is played now. */
    static Turns turns(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, ScenarioExtension.STORE)
                .computeIfAbsent(Turns.class, key -> new Turns(List.of()), Turns.class);
    }

    /** What is told of one plan after the other. */
    private static final class Told implements TestExecutionListener {

        private final LauncherSession session;
        private Map<UniqueId, Scenario> planned = Map.of();
        private Turns turns = new Turns(List.of());

        private Told(LauncherSession session) {
            this.session = session;
        }

        @Override
        public void testPlanExecutionStarted(TestPlan plan) {
            planned = planned(plan);
            boolean sideBySide =
                    plan.getConfigurationParameters().getBoolean(PARALLEL).orElse(false);
            turns = new Turns(sideBySide ? planned.values() : List.of());
            session.getStore().put(SessionEnvironment.STORE, Turns.class, turns);
            session.getStore()
                    .put(SessionEnvironment.STORE, Succession.class, succession(List.copyOf(planned.values())));
        }

        @Override
        public void executionSkipped(TestIdentifier identifier, String reason) {
            over(identifier);
        }

        @Override
        public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
            over(identifier);
        }

        /** One that JUnit itself skips, or cannot prepare, never had its turn. */
        private void over(TestIdentifier identifier) {
            @Nullable Scenario scenario = planned.get(identifier.getUniqueIdObject());
            if (scenario != null) {
                turns.over(scenario);
            }
        }
    }

    /** In the order of the plan. */
    private static Map<UniqueId, Scenario> planned(TestPlan plan) {
        Map<UniqueId, Scenario> scenarios = new LinkedHashMap<>();
        for (TestIdentifier root : plan.getRoots()) {
            for (TestIdentifier each : plan.getChildren(root)) {
                scenario(each).ifPresent(scenario -> scenarios.put(each.getUniqueIdObject(), scenario));
            }
        }
        return scenarios;
    }

    private static Succession succession(List<Scenario> scenarios) {
        return scenarios.isEmpty() || Settings.ofThisProcess().repeat() > 1
                ? Succession.NONE
                : Succession.of(scenarios, DISTANCE);
    }

    private static Optional<Scenario> scenario(TestIdentifier identifier) {
        return identifier
                .getSource()
                .filter(ClassSource.class::isInstance)
                .map(source -> ((ClassSource) source).getJavaClass().getAnnotation(Scenario.class));
    }
}

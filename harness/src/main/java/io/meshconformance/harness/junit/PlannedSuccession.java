package io.meshconformance.harness.junit;

import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.environment.Environment;
import io.meshconformance.harness.stage.Stages;
import io.meshconformance.harness.stage.Succession;
import io.meshconformance.run.Settings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Says before a plan is played which of its scenarios takes a stage over from which. Where each is played several times,
 * none does: a scenario that plays again has a stage of its own again.
 */
public final class PlannedSuccession implements LauncherSessionListener {

    /** One more than play side by side, so that the one that is followed has mostly ended. */
    private static final int DISTANCE = 5;

    /** Creates the listener; the launcher does. */
    public PlannedSuccession() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        session.getLauncher().registerTestExecutionListeners(new TestExecutionListener() {
            @Override
            public void testPlanExecutionStarted(TestPlan plan) {
                session.getStore().put(SessionEnvironment.STORE, Succession.class, succession(plan));
            }
        });
    }

    /** The stages of a run, made when its first scenario begins. */
    static Stages stages(ExtensionContext context, Environment environment) {
        var store = context.getStore(StoreScope.LAUNCHER_SESSION, ScenarioExtension.STORE);
        return store.computeIfAbsent(
                Stages.class,
                key -> new Stages(environment, store.getOrDefault(Succession.class, Succession.class, Succession.NONE)),
                Stages.class);
    }

    private static Succession succession(TestPlan plan) {
        List<Scenario> scenarios = plan.getRoots().stream()
                .flatMap(root -> plan.getChildren(root).stream())
                .flatMap(each -> scenario(each).stream())
                .toList();
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

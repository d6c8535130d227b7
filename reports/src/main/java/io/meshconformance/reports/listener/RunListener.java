package io.meshconformance.reports.listener;

import io.meshconformance.evidence.declaration.SecondPass;
import io.meshconformance.run.ReportSettings;
import io.meshconformance.run.Settings;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.engine.support.store.NamespacedHierarchicalStore;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Hears JUnit's events and passes them to the run in progress. Does nothing where the plan holds no scenario, so unit
 * tests stay as quiet as they were. JUnit Platform finds it through {@code META-INF/services} as a
 * listener of its sessions: so it has the session's store, in which it can leave an order for the scenarios.
 */
public final class RunListener implements LauncherSessionListener, TestExecutionListener {

    private final Clock clock;
    private final Console console;
    private final @Nullable ReportSettings given;
    private @Nullable NamespacedHierarchicalStore<Namespace> session;
    private volatile @Nullable RunInProgress run;

    /** Called by JUnit Platform; settings come from system properties once a plan holds a scenario. */
    public RunListener() {
        this(Clock.systemUTC(), Console.own(), null, null);
    }

    RunListener(
            Clock clock,
            Console console,
            @Nullable ReportSettings given,
            @Nullable NamespacedHierarchicalStore<Namespace> session) {
        this.session = session;
        this.clock = clock;
        this.console = console;
        this.given = given;
    }

    @Override
    public void launcherSessionOpened(LauncherSession opened) {
        session = opened.getStore();
        opened.getLauncher().registerTestExecutionListeners(this);
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        boolean scenarios = plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .anyMatch(identifier -> PlanReader.scenario(identifier).isPresent());
        // A build folder of before may still name it as a listener of plans: that one has no session, and stays silent.
        boolean told = given != null || session != null;
        RunInProgress before = run;
        if (before != null && parameter(plan, SecondPass.PARAMETER)) {
            before.again(plan);
        } else if (scenarios && told) {
            run = given == null ? ofThisProcess(plan) : start(plan, given, session);
        }
    }

    private RunInProgress ofThisProcess(TestPlan plan) {
        Settings settings = Settings.ofThisProcess();
        return start(plan, settings.report(), settings.failFast() ? session : null);
    }

    private RunInProgress start(
            TestPlan plan, ReportSettings settings, @Nullable NamespacedHierarchicalStore<Namespace> store) {
        return RunInProgress.start(plan, settings, clock, console, new FirstFailure(store));
    }

    @Override
    public void dynamicTestRegistered(TestIdentifier identifier) {
        inProgress().ifPresent(running -> running.registered(identifier));
    }

    @Override
    public void executionSkipped(TestIdentifier identifier, String reason) {
        inProgress().ifPresent(running -> running.skipped(identifier, reason));
    }

    @Override
    public void executionStarted(TestIdentifier identifier) {
        inProgress().ifPresent(running -> running.started(identifier));
    }

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        inProgress().ifPresent(running -> running.ended(identifier, result));
    }

    @Override
    public void reportingEntryPublished(TestIdentifier identifier, ReportEntry entry) {
        inProgress().ifPresent(running -> running.published(identifier, entry));
    }

    @Override
    public void fileEntryPublished(TestIdentifier identifier, FileEntry file) {
        inProgress().ifPresent(running -> running.published(identifier, file));
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        inProgress().ifPresent(running -> {
            if (!goesOn(running, plan)) {
                running.finished();
                run = null;
            }
        });
    }

    /** Whether a second pass is to follow: then its order lies in the session's store. */
    private boolean goesOn(RunInProgress running, TestPlan plan) {
        NamespacedHierarchicalStore<Namespace> store = session;
        if (store == null || !parameter(plan, SecondPass.FOLLOWS)) {
            return false;
        }
        Publisher publisher = running.publisher();
        Optional<SecondPass> order = new FailedScenarios(plan, publisher.soFar()).order();
        order.ifPresent(failed -> {
            publisher.terminal().secondPass(failed.scenarios().size());
            store.put(Namespace.create(SecondPass.class), SecondPass.class, failed);
        });
        return order.isPresent();
    }

    private static boolean parameter(TestPlan plan, String name) {
        return plan.getConfigurationParameters().get(name).isPresent();
    }

    private Optional<RunInProgress> inProgress() {
        return Optional.ofNullable(run);
    }
}

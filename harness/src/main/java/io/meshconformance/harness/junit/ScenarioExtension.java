package io.meshconformance.harness.junit;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.evidence.run.RunEntry;
import io.meshconformance.harness.accesslog.LogBeginnings;
import io.meshconformance.harness.environment.Environment;
import io.meshconformance.harness.expect.CheckRecord;
import io.meshconformance.harness.recording.Redaction;
import io.meshconformance.harness.scene.Scene;
import io.meshconformance.run.EnvironmentBroken;
import java.lang.reflect.Method;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Sets a scenario's scene, gives it what its {@link io.meshconformance.evidence.declaration.Given} fields ask for, publishes
 * what happened, and takes everything away again. Evidence comes first, cleaning up second, and neither hides a failure.
 */
public final class ScenarioExtension
        implements BeforeClassTemplateInvocationCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterClassTemplateInvocationCallback,
                InvocationInterceptor,
                TestExecutionExceptionHandler {

    /** Where the session's environment and the scenarios under way are kept. */
    static final Namespace STORE = Namespace.create(ScenarioExtension.class);

    /** Creates the extension; JUnit does. */
    public ScenarioExtension() {}

    @Override
    public void beforeClassTemplateInvocation(ExtensionContext context) {
        Declared.scenario(context).ifPresent(scenario -> begin(context, scenario));
    }

    private static void begin(ExtensionContext context, Scenario scenario) {
        SharedEnvironment shared = shared(context);
        Environment environment;
        try {
            if (shared.firstToTell()) {
                published(context).environment();
            }
            environment = shared.require();
            environment.watch().require();
        } catch (EnvironmentBroken e) {
            published(context).outage();
            throw e;
        }
        shared.requireSupport(scenario);
        context.publishReportEntry(RunEntry.BEGUN, "with the environment there");
        ScenarioRun run = environment.watch().asked(() -> new ScenarioRun(context, shared, scenario));
        context.getStore(STORE).put(ScenarioRun.class, run);
        try {
            environment.watch().during(run::setScene);
        } catch (RuntimeException | Error e) {
            published(context).failure(run, "namespace and workloads");
            throw e;
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        ScenarioRun run = run(context);
        if (run == null) {
            return;
        }
        Redaction redaction = shared(context).redaction();
        shared(context).watch().during(() -> {
            GivenFields.of(context.getRequiredTestClass()).fill(context.getRequiredTestInstance(), run.scene());
            run.beginCheck(what -> context.publishReportEntry(RunEntry.WAITING, redaction.redacted(what)));
        });
    }

    /** A check is given up where the environment is gone, whatever it waits for. */
    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        if (run(context) == null) {
            invocation.proceed();
        } else {
            shared(context).watch().outage().unlessBegun(invocation::proceed);
        }
    }

    /**
     * What a check throws is said by what it means where a part of the environment is gone. It is printed and published as it
     * is: its words pass the redaction here.
     */
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        if (run(context) == null) {
            throw thrown;
        }
        Throwable meant = thrown instanceof TestAbortedException ? thrown : meaning(context, thrown);
        throw shared(context).redaction().redacted(meant);
    }

    private static Throwable meaning(ExtensionContext context, Throwable thrown) {
        Throwable meant = shared(context).watch().meaning(thrown);
        if (meant instanceof EnvironmentBroken) {
            return meant;
        }
        try {
            Scene scene = Objects.requireNonNull(run(context)).scene();
            KubernetesClient client = shared(context).require().cluster().client();
            shared(context).watch().during(new LogBeginnings(client, scene.namespace())::require);
            return meant;
        } catch (EnvironmentBroken lost) {
            return lost;
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        ScenarioRun run = run(context);
        if (run == null) {
            return;
        }
        try {
            tell(context, run, run.endCheck());
        } finally {
            if (shared(context).outage().isEmpty()) {
                shared(context).watch().during(() -> run.scene().revert());
            }
        }
        run.settled();
    }

    private static void tell(ExtensionContext context, ScenarioRun run, CheckRecord record) {
        published(context).check(run, record);
        boolean nothing =
                context.getExecutionException().isEmpty() && record.verdicts().isEmpty();
        if (nothing
                || context.getExecutionException()
                        .filter(thrown -> !(thrown instanceof TestAbortedException))
                        .isPresent()) {
            published(context).failure(run, context.getRequiredTestMethod().getName());
        }
        if (nothing) {
            throw new AssertionError("this check ended without expecting anything: it has proved nothing");
        }
    }

    @Override
    public void afterClassTemplateInvocation(ExtensionContext context) {
        ScenarioRun run = context.getStore(STORE).remove(ScenarioRun.class, ScenarioRun.class);
        if (run != null) {
            try {
                published(context).scenario(run);
                if (run.hasFailed() && shared(context).settings().keepFailed()) {
                    shared(context).watch().during(() -> run.scene().leaveNamespace());
                    shared(context).require().stays(run.scene().namespace());
                }
                // What was judged while a part was gone is judged anew, however it ended.
                shared(context).watch().require();
            } finally {
                end(context, run);
            }
        }
    }

    private static void end(ExtensionContext context, ScenarioRun run) {
        SharedEnvironment shared = shared(context);
        if (shared.outage().isEmpty()) {
            shared.watch().during(run::close);
        } else {
            published(context).outage();
            run.abandon();
        }
    }

    private static SharedEnvironment shared(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, STORE)
                .computeIfAbsent(SharedEnvironment.class, key -> SharedEnvironment.attempt(), SharedEnvironment.class);
    }

    private static PublishedEvidence published(ExtensionContext context) {
        return new PublishedEvidence(context, shared(context));
    }

    /** The scenario under way; null in a class that is none. */
    private static @Nullable ScenarioRun run(ExtensionContext context) {
        return context.getStore(STORE).get(ScenarioRun.class, ScenarioRun.class);
    }
}

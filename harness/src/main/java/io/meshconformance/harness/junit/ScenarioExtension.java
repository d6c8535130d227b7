package io.meshconformance.harness.junit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.browser.Browser;
import io.meshconformance.harness.debug.DebugBundle;
import io.meshconformance.harness.environment.Environment;
import io.meshconformance.harness.evidence.CheckEvidence;
import io.meshconformance.harness.evidence.EnvironmentFacts;
import io.meshconformance.harness.evidence.Redaction;
import io.meshconformance.harness.stage.Stage;
import io.meshconformance.harness.traffic.CheckRecord;
import io.meshconformance.harness.traffic.Traffic;
import io.meshconformance.run.EnvironmentBroken;
import java.nio.file.Files;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.extension.AfterClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Gives a scenario its stage and its traffic, publishes what happened, and takes everything away again. Evidence comes
 * first, cleaning up second, and neither hides a failure.
 */
public final class ScenarioExtension
        implements BeforeClassTemplateInvocationCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterClassTemplateInvocationCallback,
                TestExecutionExceptionHandler,
                ParameterResolver {

    private static final Namespace STORE = Namespace.create(ScenarioExtension.class);
    private static final Set<Class<?>> GIVEN = Set.of(Stage.class, Traffic.class, Browser.class);
    private static final JsonMapper JSON = new JsonMapper();

    /** Creates the extension; JUnit does. */
    public ScenarioExtension() {}

    @Override
    public void beforeClassTemplateInvocation(ExtensionContext context) {
        Declared.scenario(context).ifPresent(scenario -> begin(context, scenario));
    }

    private static void begin(ExtensionContext context, Scenario scenario) {
        Opening opening = opening(context);
        if (opening.firstToTell()) {
            tell(context, opening);
        }
        Environment environment = opening.require();
        context.publishReportEntry("conformance.begun", "with the environment there");
        Performance performance =
                Performance.begin(environment, scenario, RepeatedPlays.number(context), opening.redaction());
        context.getStore(STORE).put(Performance.class, performance);
        try {
            performance.setStage();
        } catch (RuntimeException | Error e) {
            failed(context, performance, "the setting of its stage");
            throw e;
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Performance performance = performance(context);
        if (performance == null) {
            return;
        }
        Redaction redaction = opening(context).redaction();
        performance.beginCheck(what -> context.publishReportEntry("conformance.waiting", redaction.redacted(what)));
    }

    /** What a check throws is printed and published as it is: its words pass the redaction here. */
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw performance(context) == null
                ? thrown
                : opening(context).redaction().redacted(thrown);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Performance performance = performance(context);
        if (performance == null) {
            return;
        }
        CheckRecord record = performance.endCheck();
        CheckEvidence evidence = new CheckEvidence(opening(context).redaction());
        publish(context, "check.json", evidence.of(record, performance.surroundings()));
        evidence.pictures(record)
                .forEach((name, png) -> context.publishFile(name, MediaType.IMAGE_PNG, file -> Files.write(file, png)));
        boolean nothing =
                context.getExecutionException().isEmpty() && record.verdicts().isEmpty();
        if (nothing
                || context.getExecutionException()
                        .filter(thrown -> !(thrown instanceof TestAbortedException))
                        .isPresent()) {
            failed(context, performance, context.getRequiredTestMethod().getName());
        }
        if (nothing) {
            throw new AssertionError("this check ended without expecting anything: it has proved nothing");
        }
    }

    /** The first failure of a play is the moment of its debug bundle: what comes later may hide what it was. */
    private static void failed(ExtensionContext context, Performance performance, String what) {
        if (performance.failsFirst()) {
            Environment environment = opening(context).require();
            DebugBundle bundle = new DebugBundle(
                    environment.cluster().client(),
                    environment.timeouts().evidence(),
                    opening(context).redaction()::redacted);
            publish(context, "debug.json", bundle.collect(performance.debugScope(), what));
        }
    }

    @Override
    public void afterClassTemplateInvocation(ExtensionContext context) {
        Performance performance = context.getStore(STORE).remove(Performance.class, Performance.class);
        if (performance != null) {
            try {
                JsonNode facts = performance.facts();
                opening(context).secrets().write();
                publish(context, "scenario.json", opening(context).redaction().redacted(facts));
                if (performance.hasFailed() && opening(context).settings().keepFailed()) {
                    performance.stage().leaveNamespace();
                    opening(context).require().stays(performance.stage().namespace());
                }
            } finally {
                performance.close();
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return performance(context) != null
                && GIVEN.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Performance performance = Objects.requireNonNull(performance(context), "performance");
        Class<?> wanted = parameter.getParameter().getType();
        if (wanted == Browser.class) {
            return performance.browser();
        }
        return wanted == Stage.class ? performance.stage() : performance.traffic();
    }

    private static Opening opening(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, STORE)
                .computeIfAbsent(Opening.class, key -> Opening.attempt(), Opening.class);
    }

    /** The scenario under way; null in a class that is none. */
    private static @Nullable Performance performance(ExtensionContext context) {
        return context.getStore(STORE).get(Performance.class, Performance.class);
    }

    private static void tell(ExtensionContext context, Opening opening) {
        EnvironmentBroken broken = opening.broken();
        if (broken != null) {
            publish(context, "environment.json", EnvironmentFacts.broken(opening.settings(), broken));
        } else {
            publish(context, "environment.json", EnvironmentFacts.of(opening.require()));
            context.publishReportEntry(
                    "conformance.secrets", opening.secrets().path().toString());
        }
    }

    private static void publish(ExtensionContext context, String name, JsonNode tree) {
        context.publishFile(
                name,
                MediaType.APPLICATION_JSON,
                file -> Files.writeString(
                        file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree)));
    }
}

package io.meshconformance.harness.junit;

import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.run.EnvironmentBroken;
import java.util.List;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.engine.UniqueId;
import org.opentest4j.TestAbortedException;

/**
 * Skips the checks that are left of a scenario once one has failed, where a plan asks for it: what comes red under a mutant,
 * or once more, has waited for its limit, and one such wait tells all there is to know. Everywhere it skips them once one
 * has met a broken environment, such as a log that was cut: what stands on it can prove nothing any more.
 */
public final class FirstRedEndsScenario implements ExecutionCondition, AfterTestExecutionCallback {

    /**
     * The parameter of JUnit's plans that asks for it: {@link #ANY}, or the checks whose failure ends their scenario as
     * {@link io.meshconformance.evidence.declaration.SecondPass#checks} has them.
     */
    public static final String PARAMETER = "io.meshconformance.first-red-ends-scenario";

    /** Whichever check fails. */
    public static final String ANY = "any";

    private static final Namespace STORE = Namespace.create(FirstRedEndsScenario.class);

    /** Creates the extension; JUnit does. */
    public FirstRedEndsScenario() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean red = context.getTestMethod().isPresent()
                && context.getStore(STORE).get(context.getRequiredTestClass()) != null;
        return red
                ? ConditionEvaluationResult.disabled(
                        "a check of this scenario has failed already, or met a broken environment")
                : ConditionEvaluationResult.enabled("no check has failed");
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        context.getExecutionException()
                .filter(thrown -> !(thrown instanceof TestAbortedException))
                .filter(thrown -> thrown instanceof EnvironmentBroken || isAsked(context))
                .ifPresent(thrown -> ofScenario(context).getStore(STORE).put(context.getRequiredTestClass(), true));
    }

    private static boolean isAsked(ExtensionContext context) {
        return context.getConfigurationParameter(PARAMETER)
                .filter(checks -> ends(checks, context))
                .isPresent();
    }

    private static boolean ends(String checks, ExtensionContext context) {
        return checks.equals(ANY)
                || Declared.scenario(context)
                        .map(scenario -> List.of(checks.split(",")).contains(name(scenario, context)))
                        .orElse(false);
    }

    private static String name(Scenario scenario, ExtensionContext context) {
        UniqueId.Segment last = UniqueId.parse(context.getUniqueId()).getLastSegment();
        String place = last.getType().equals("test-template-invocation") ? last.getValue() : "";
        return scenario.id() + "/" + context.getRequiredTestMethod().getName() + place;
    }

    /** The outermost context of the class, below which all its checks are. */
    private static ExtensionContext ofScenario(ExtensionContext context) {
        ExtensionContext scenario = context;
        while (scenario.getParent()
                .filter(parent -> parent.getTestClass().isPresent())
                .isPresent()) {
            scenario = scenario.getParent().orElseThrow();
        }
        return scenario;
    }
}

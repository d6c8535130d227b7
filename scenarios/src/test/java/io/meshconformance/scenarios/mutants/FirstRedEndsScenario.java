package io.meshconformance.scenarios.mutants;

import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.opentest4j.TestAbortedException;

/**
 * Skips the checks that are left of a scenario once one has failed, where a plan asks for it: what comes red under a mutant
 * has waited for its limit, and one such wait tells all there is to know.
 */
public final class FirstRedEndsScenario implements ExecutionCondition, AfterTestExecutionCallback {

    /** The parameter of JUnit's plans that asks for it. */
    static final String PARAMETER = "io.meshconformance.first-red-ends-scenario";

    private static final Namespace STORE = Namespace.create(FirstRedEndsScenario.class);

    /** Creates the extension; JUnit does. */
    public FirstRedEndsScenario() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        boolean red = context.getTestMethod().isPresent()
                && context.getStore(STORE).get(context.getRequiredTestClass()) != null;
        return red
                ? ConditionEvaluationResult.disabled("a check of this scenario has failed already")
                : ConditionEvaluationResult.enabled("no check has failed");
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        boolean failed = context.getExecutionException()
                .filter(thrown -> !(thrown instanceof TestAbortedException))
                .isPresent();
        if (failed && context.getConfigurationParameter(PARAMETER).isPresent()) {
            ofScenario(context).getStore(STORE).put(context.getRequiredTestClass(), true);
        }
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

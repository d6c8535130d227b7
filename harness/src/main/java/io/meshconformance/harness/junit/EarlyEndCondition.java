package io.meshconformance.harness.junit;

import io.meshconformance.evidence.declaration.EarlyEnd;
import io.meshconformance.evidence.declaration.Scenario;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/**
 * Lets no scenario begin after an outage, after the run was ordered to end early, or after its budget; one that has begun
 * then goes on to its end. The order lies in the launcher's session and not in JUnit's own cancellation, which only the
 * program that starts JUnit can ask for.
 */
public final class EarlyEndCondition implements ExecutionCondition {

    private static final ConditionEvaluationResult CONTINUED =
            ConditionEvaluationResult.enabled("nothing ended the run");

    private static final Namespace STORE = Namespace.create(EarlyEnd.class);

    /** Creates the condition; JUnit does. */
    public EarlyEndCondition() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        @Nullable
        EarlyEnd order = context.getStore(StoreScope.LAUNCHER_SESSION, STORE).get(EarlyEnd.class, EarlyEnd.class);
        Optional<Scenario> scenario = Declared.wholeScenario(context);
        if (scenario.isEmpty()) {
            return CONTINUED;
        }
        return order == null
                ? unlessOutage(context, scenario.get())
                : ConditionEvaluationResult.disabled(order.reason());
    }

    private static ConditionEvaluationResult unlessOutage(ExtensionContext context, Scenario scenario) {
        @Nullable
        SharedEnvironment shared = context.getStore(StoreScope.LAUNCHER_SESSION, ScenarioExtension.STORE)
                .get(SharedEnvironment.class, SharedEnvironment.class);
        if (shared == null) {
            return CONTINUED;
        }
        if (shared.outage().isEmpty()) {
            return RunBudget.of(shared)
                    .refusal(context, scenario)
                    .map(ConditionEvaluationResult::disabled)
                    .orElse(CONTINUED);
        }
        new PublishedEvidence(context, shared).outage();
        return ConditionEvaluationResult.disabled(
                "It did not begin: " + shared.outage().get().getMessage() + ".");
    }
}

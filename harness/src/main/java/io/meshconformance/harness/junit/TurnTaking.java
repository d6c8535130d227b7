package io.meshconformance.harness.junit;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Has a scenario wait for its turn: as a condition, so that one that waits has not begun, and an end of the run that is
 * ordered meanwhile finds it so. It is found before {@link EarlyEndCondition}, which then looks.
 */
public final class TurnTaking implements ExecutionCondition {

    private static final Namespace STORE = Namespace.create(TurnTaking.class);

    private static final ConditionEvaluationResult ON = ConditionEvaluationResult.enabled("it is its turn");

    /** Creates the condition; JUnit does. */
    public TurnTaking() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        var scenario = Declared.wholeScenario(context);
        if (scenario.isEmpty()) {
            return ON;
        }
        try {
            Turns turns = RunPlan.turns(context);
            if (turns.await(scenario.get())) {
                // Closed with the class, after its last play.
                context.getStore(STORE).put(Turns.class, (AutoCloseable) () -> turns.over(scenario.get()));
            }
            return ON;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ConditionEvaluationResult.disabled("It did not begin: interrupted while it waited for its turn.");
        }
    }
}

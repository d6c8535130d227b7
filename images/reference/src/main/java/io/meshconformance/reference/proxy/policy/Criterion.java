package io.meshconformance.reference.proxy.policy;

import io.meshconformance.reference.proxy.session.UserSession;
import java.util.function.Predicate;

/** One condition of a rule. */
@FunctionalInterface
interface Criterion {
    /** Whether the condition holds, and whether it lacked a user. */
    RuleResult judge(PolicyInput input);

    /** A condition on the request, whether a user is signed in or not. */
    static Criterion request(Predicate<PolicyInput> condition) {
        return input -> new RuleResult(condition.test(input), false);
    }

    /** A condition on the signed-in user. Without one it does not hold. */
    static Criterion user(Predicate<UserSession> condition) {
        return input -> new RuleResult(
                input.session().filter(condition).isPresent(), input.session().isEmpty());
    }
}

package io.meshconformance.reference.proxy.policy;

import java.util.List;

/**
 * A truth value and whether it was for want of a user.
 *
 * @param holds whether the rule holds
 * @param lacksUser whether a part that decided asks for a user and none is signed in: the answer is a redirect to sign in
 */
public record RuleResult(boolean holds, boolean lacksUser) {
    /** All must hold; an empty list does not hold. Those parts decide that have the resulting value. */
    static RuleResult all(List<RuleResult> parts) {
        return merge(!parts.isEmpty() && parts.stream().allMatch(RuleResult::holds), parts);
    }

    /** One must hold. Those parts decide that have the resulting value. */
    static RuleResult any(List<RuleResult> parts) {
        return merge(parts.stream().anyMatch(RuleResult::holds), parts);
    }

    /** The opposite value, decided by the same parts. */
    RuleResult inverted() {
        return new RuleResult(!holds, lacksUser);
    }

    private static RuleResult merge(boolean holds, List<RuleResult> parts) {
        return new RuleResult(holds, parts.stream().anyMatch(part -> part.holds == holds && part.lacksUser));
    }
}

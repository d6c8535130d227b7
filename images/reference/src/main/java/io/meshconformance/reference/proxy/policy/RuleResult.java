package io.meshconformance.reference.proxy.policy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A truth value and what led to it.
 *
 * @param holds whether the rule holds
 * @param reasons the reasons of the parts that decided
 */
public record RuleResult(boolean holds, Set<Reason> reasons) {
    public RuleResult {
        reasons = Set.copyOf(reasons);
    }

    /** A verdict with one reason. */
    public static RuleResult of(boolean holds, Reason reason) {
        return new RuleResult(holds, EnumSet.of(reason));
    }

    /** All must hold; an empty list does not hold. The reasons are those of the parts with the resulting value. */
    static RuleResult all(List<RuleResult> parts) {
        return merge(!parts.isEmpty() && parts.stream().allMatch(RuleResult::holds), parts);
    }

    /** One must hold. The reasons are those of the parts with the resulting value. */
    static RuleResult any(List<RuleResult> parts) {
        return merge(parts.stream().anyMatch(RuleResult::holds), parts);
    }

    /** The opposite value for the same reasons. */
    RuleResult inverted() {
        return new RuleResult(!holds, reasons);
    }

    private static RuleResult merge(boolean holds, List<RuleResult> parts) {
        return new RuleResult(
                holds,
                parts.stream()
                        .filter(part -> part.holds == holds)
                        .flatMap(part -> part.reasons.stream())
                        .collect(Collectors.toSet()));
    }
}

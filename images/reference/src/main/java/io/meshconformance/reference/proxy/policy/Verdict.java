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
public record Verdict(boolean holds, Set<Reason> reasons) {
    public Verdict {
        reasons = Set.copyOf(reasons);
    }

    /** A verdict with one reason. */
    public static Verdict of(boolean holds, Reason reason) {
        return new Verdict(holds, EnumSet.of(reason));
    }

    /** All must hold; an empty list does not hold. The reasons are those of the parts with the resulting value. */
    static Verdict all(List<Verdict> parts) {
        return merge(!parts.isEmpty() && parts.stream().allMatch(Verdict::holds), parts);
    }

    /** One must hold. The reasons are those of the parts with the resulting value. */
    static Verdict any(List<Verdict> parts) {
        return merge(parts.stream().anyMatch(Verdict::holds), parts);
    }

    /** The opposite value for the same reasons. */
    Verdict inverted() {
        return new Verdict(!holds, reasons);
    }

    private static Verdict merge(boolean holds, List<Verdict> parts) {
        return new Verdict(
                holds,
                parts.stream()
                        .filter(part -> part.holds == holds)
                        .flatMap(part -> part.reasons.stream())
                        .collect(Collectors.toSet()));
    }
}

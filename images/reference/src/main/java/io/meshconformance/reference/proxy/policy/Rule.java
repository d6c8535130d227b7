package io.meshconformance.reference.proxy.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * One rule: its operators are OR-ed, the criteria within an operator combined as it says.
 *
 * @param action what follows when the rule holds
 * @param and all hold
 * @param or one holds
 * @param not none holds
 * @param nor one does not hold (so read the real proxy's generator: NOR is "not A or not B")
 */
record Rule(Action action, List<Criterion> and, List<Criterion> or, List<Criterion> not, List<Criterion> nor) {
    /** What a rule that holds leads to. */
    enum Action {
        ALLOW,
        DENY
    }

    Rule {
        and = List.copyOf(and);
        or = List.copyOf(or);
        not = List.copyOf(not);
        nor = List.copyOf(nor);
    }

    /** An allow rule of alternatives. */
    static Rule allowAnyOf(List<Criterion> alternatives) {
        return new Rule(Action.ALLOW, List.of(), alternatives, List.of(), List.of());
    }

    Verdict judge(PolicyInput input) {
        List<Verdict> parts = new ArrayList<>();
        if (!and.isEmpty()) {
            parts.add(Verdict.all(judge(and, input)));
        }
        if (!or.isEmpty()) {
            parts.add(Verdict.any(judge(or, input)));
        }
        if (!not.isEmpty()) {
            parts.add(Verdict.all(inverted(not, input)));
        }
        if (!nor.isEmpty()) {
            parts.add(Verdict.any(inverted(nor, input)));
        }
        return Verdict.any(parts);
    }

    private static List<Verdict> judge(List<Criterion> criteria, PolicyInput input) {
        return criteria.stream().map(criterion -> criterion.judge(input)).toList();
    }

    private static List<Verdict> inverted(List<Criterion> criteria, PolicyInput input) {
        return criteria.stream()
                .map(criterion -> criterion.judge(input).inverted())
                .toList();
    }
}

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

    RuleResult judge(PolicyInput input) {
        List<RuleResult> parts = new ArrayList<>();
        if (!and.isEmpty()) {
            parts.add(RuleResult.all(judge(and, input)));
        }
        if (!or.isEmpty()) {
            parts.add(RuleResult.any(judge(or, input)));
        }
        if (!not.isEmpty()) {
            parts.add(RuleResult.all(inverted(not, input)));
        }
        if (!nor.isEmpty()) {
            parts.add(RuleResult.any(inverted(nor, input)));
        }
        return RuleResult.any(parts);
    }

    private static List<RuleResult> judge(List<Criterion> criteria, PolicyInput input) {
        return criteria.stream().map(criterion -> criterion.judge(input)).toList();
    }

    private static List<RuleResult> inverted(List<Criterion> criteria, PolicyInput input) {
        return criteria.stream()
                .map(criterion -> criterion.judge(input).inverted())
                .toList();
    }
}

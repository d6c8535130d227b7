package io.meshconformance.reference.proxy.policy;

import java.util.List;

/** The rules of one route. No rule at all refuses everyone, signed in or not. */
public record AccessPolicy(List<Rule> rules) {
    /** Keeps copies. */
    public AccessPolicy {
        rules = List.copyOf(rules);
    }

    /**
     * Decides: a missing sign-in comes first, then deny, then allow, then refusal (the real proxy's order).
     *
     * @param denyLoses the fault that lets an allow rule beat a deny rule
     */
    public AccessDecision decide(PolicyInput input, boolean denyLoses) {
        RuleResult allow = judge(Rule.Action.ALLOW, input);
        RuleResult deny = judge(Rule.Action.DENY, input);
        if (allow.lacksUser() || deny.lacksUser()) {
            return AccessDecision.SIGN_IN;
        }
        if (deny.holds() && !(denyLoses && allow.holds())) {
            return AccessDecision.REFUSED;
        }
        return allow.holds() ? AccessDecision.ALLOWED : AccessDecision.REFUSED;
    }

    private RuleResult judge(Rule.Action action, PolicyInput input) {
        return RuleResult.any(rules.stream()
                .filter(rule -> rule.action() == action)
                .map(rule -> rule.judge(input))
                .toList());
    }
}

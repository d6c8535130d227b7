package io.meshconformance.reference.proxy.policy;

import java.util.List;

/** The rules of one route. No rule at all refuses everyone, signed in or not. */
public record Policy(List<Rule> rules) {
    public Policy {
        rules = List.copyOf(rules);
    }

    /**
     * Decides: a missing sign-in comes first, then deny, then allow, then refusal (the real proxy's order).
     *
     * @param denyLoses the fault that lets an allow rule beat a deny rule
     */
    public Decision decide(PolicyInput input, boolean denyLoses) {
        Verdict allow = judge(Rule.Action.ALLOW, input);
        Verdict deny = judge(Rule.Action.DENY, input);
        if (allow.reasons().contains(Reason.USER_UNAUTHENTICATED)
                || deny.reasons().contains(Reason.USER_UNAUTHENTICATED)) {
            return Decision.SIGN_IN;
        }
        if (deny.holds() && !(denyLoses && allow.holds())) {
            return Decision.REFUSED;
        }
        return allow.holds() ? Decision.ALLOWED : Decision.REFUSED;
    }

    private Verdict judge(Rule.Action action, PolicyInput input) {
        return Verdict.any(rules.stream()
                .filter(rule -> rule.action() == action)
                .map(rule -> rule.judge(input))
                .toList());
    }
}

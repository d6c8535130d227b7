package io.meshconformance.reports.page;

import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.Exchange;
import io.meshconformance.reports.model.Policy;
import java.util.Map;

/**
 * What the sidecar said last in a check, and which of the policies in force it named. Istio writes the policy that
 * matched as {@code matched_policy[ns[x]-policy[y]-rule[0]]}, and {@code none} where no ALLOW policy did.
 *
 * @param details the sidecar's response code details, empty where its log has none
 */
public record Decision(String details) {

    /** The decision of a check: of its last exchange that the sidecar logged. */
    public static Decision of(CheckResult check) {
        String details = "";
        for (Exchange exchange : check.exchanges()) {
            for (Map<String, Object> entry : exchange.accessLog()) {
                Object said = entry.get("response_code_details");
                details = said == null || said.equals("-") ? "" : said.toString();
            }
        }
        return new Decision(details);
    }

    /** Whether the decision names this policy. */
    public boolean names(Policy policy) {
        int slash = policy.name().indexOf('/');
        String name = "policy[" + policy.name().substring(slash + 1) + "]";
        String namespace = slash < 0 ? "" : "ns[" + policy.name().substring(0, slash) + "]";
        return details.contains(name) && details.contains(namespace);
    }
}

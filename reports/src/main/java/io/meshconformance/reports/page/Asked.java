package io.meshconformance.reports.page;

import io.meshconformance.evidence.ExpectationEvidence;
import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.words.ChosenHeaders;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A row of what was asked and what came.
 *
 * @param expectation what was held against what came
 * @param headers what a scenario chose to send beside the address; empty where it chose nothing, or where a row of the same
 *     exchange stands above
 */
public record Asked(ExpectationEvidence expectation, String headers) {

    /** The rows of a check, in the order in which they were judged. */
    public static List<Asked> of(CheckResult check) {
        List<Asked> rows = new ArrayList<>();
        Set<Integer> told = new HashSet<>();
        for (ExpectationEvidence expectation : check.expectations()) {
            Integer exchange = expectation.exchange();
            boolean first = exchange != null && told.add(exchange);
            String headers = first ? String.join(", ", ChosenHeaders.of(expectation, check.exchanges())) : "";
            rows.add(new Asked(expectation, headers));
        }
        return rows;
    }
}

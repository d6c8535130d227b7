package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One rule the run must pass, printed with its result.
 *
 * @param id stable name of the rule
 * @param rule what has to be so, in one sentence
 * @param passed whether it is
 * @param message what it found, in one sentence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Gate(String id, String rule, boolean passed, String message) {

    /** Reads what is absent as empty. */
    public Gate {
        id = Absent.text(id);
        rule = Absent.text(rule);
        message = Absent.text(message);
    }
}

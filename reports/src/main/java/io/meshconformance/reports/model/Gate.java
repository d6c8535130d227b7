package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One rule the run must pass, printed with its result.
 *
 * @param id stable name of the rule
 * @param passed whether it holds
 * @param message what it found, in one sentence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Gate(String id, boolean passed, String message) {

    /** Reads what is absent as empty. */
    public Gate {
        id = Absent.text(id);
        message = Absent.text(message);
    }
}

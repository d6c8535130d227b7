package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Why the environment could not be brought to where a judgement is possible.
 *
 * @param summary what is missing or broken
 * @param cure what a person does about it
 * @param details last lines of its logs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EnvironmentFailure(String summary, String cure, String details) {

    /** Reads what is absent as empty. */
    public EnvironmentFailure {
        summary = Absent.text(summary);
        cure = Absent.text(cure);
        details = Absent.text(details);
    }
}

package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One setting of the run.
 *
 * @param key its name
 * @param value its value, redacted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Setting(String key, String value) {

    /** Reads what is absent as empty. */
    public Setting {
        key = Absent.text(key);
        value = Absent.text(value);
    }
}

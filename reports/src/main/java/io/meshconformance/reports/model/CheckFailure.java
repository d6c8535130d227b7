package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What a check threw.
 *
 * @param type class of the exception
 * @param message its message
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CheckFailure(String type, String message) {

    /** Reads what is absent as empty. */
    public CheckFailure {
        type = Absent.text(type);
        message = Absent.text(message);
    }
}

package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Why a failure was expected.
 *
 * @param reason why it fails
 * @param link where the failure is discussed
 * @param until last day it is accepted, ISO 8601
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KnownFailureNote(String reason, String link, String until) {

    /** Reads what is absent as empty. */
    public KnownFailureNote {
        reason = Absent.text(reason);
        link = Absent.text(link);
        until = Absent.text(until);
    }
}

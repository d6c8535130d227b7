package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a failed check does to its scenario (after the OpenID conformance suite's condition results). */
public enum Severity {
    /** It fails the scenario. */
    FAILURE,
    /** The scenario passes with a warning, which is counted and shown. */
    WARNING,
    /** It is shown only. */
    INFO;

    /** The word in the YAML. */
    @JsonValue
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}

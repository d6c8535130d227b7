package io.meshconformance.reports.model.state;

import com.fasterxml.jackson.annotation.JsonValue;
import io.meshconformance.reports.model.requirement.Strength;

/** The level of a scenario: core where its requirement is a MUST, extended where it is a SHOULD. */
public enum Level {
    CORE,
    EXTENDED;

    /** The word in the YAML. */
    @JsonValue
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The level that requirements of this strength are judged at. */
    public static Level of(Strength strength) {
        return strength == Strength.MUST ? CORE : EXTENDED;
    }
}

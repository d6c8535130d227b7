package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonValue;

/** The result of one level of a profile, in the words of Gateway API's conformance reports. */
public enum ProfileResult implements State {
    /** Every scenario passed. */
    SUCCESS("success", "✓", Tone.GOOD),
    /** A scenario was skipped or is unsupported. */
    PARTIAL("partial", "◐", Tone.PARTLY),
    /** A scenario failed. */
    FAILURE("failure", "✕", Tone.BAD),
    /** A scenario met a broken environment. */
    INVALID("invalid", "!", Tone.BROKEN);

    private final String word;
    private final String sign;
    private final Tone tone;

    ProfileResult(String word, String sign, Tone tone) {
        this.word = word;
        this.sign = sign;
        this.tone = tone;
    }

    @Override
    @JsonValue
    public String word() {
        return word;
    }

    @Override
    public String sign() {
        return sign;
    }

    @Override
    public Tone tone() {
        return tone;
    }
}

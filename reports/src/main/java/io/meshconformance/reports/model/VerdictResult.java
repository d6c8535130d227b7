package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonValue;

/** The verdict of a run, from best to worst. */
public enum VerdictResult implements State {
    /** Everything judged keeps its promise. */
    CONFORMANT("conformant", "✓", Tone.GOOD),
    /** Nothing unexpected failed, but something was not judged, or the suite had uncommitted changes. */
    PARTIAL("partial", "◐", Tone.PARTLY),
    /** A promise is broken. */
    NONCONFORMANT("nonconformant", "✕", Tone.BAD),
    /** The run cannot be trusted: the environment broke, the run did not end, or the report leaked a secret. */
    INVALID("invalid", "!", Tone.BROKEN);

    private final String word;
    private final String sign;
    private final Tone tone;

    VerdictResult(String word, String sign, Tone tone) {
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

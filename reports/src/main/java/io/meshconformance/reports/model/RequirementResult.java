package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a run says about one requirement. */
public enum RequirementResult implements State {
    /** Every scenario that proves it passed. */
    PASSED("passed", "✓", Tone.GOOD),
    /** A scenario that proves it failed. */
    FAILED("failed", "✕", Tone.BAD),
    /** Some of its scenarios passed, the others were not judged. */
    PARTIAL("partial", "◐", Tone.PARTLY),
    /** Its scenarios were skipped. */
    SKIPPED("skipped", "–", Tone.QUIET),
    /** Its scenarios need a feature that what was judged lacks. */
    UNSUPPORTED("unsupported", "∅", Tone.QUIET),
    /** A scenario that proves it met a broken environment. */
    ERROR("error", "!", Tone.BROKEN),
    /** No scenario of this run proves it. */
    UNCOVERED("uncovered", "○", Tone.QUIET);

    private final String word;
    private final String sign;
    private final Tone tone;

    RequirementResult(String word, String sign, Tone tone) {
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

package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a scenario or a check ended. */
public enum Outcome implements State {
    /** Every expectation held. */
    PASSED("passed", "✓", Tone.GOOD),
    /** What was judged does not keep the promise. */
    FAILED("failed", "✕", Tone.BAD),
    /** Not judged, with a reason. */
    SKIPPED("skipped", "–", Tone.QUIET),
    /** Not judged, because what was judged declares that it lacks the feature. */
    UNSUPPORTED("unsupported", "∅", Tone.QUIET),
    /** The environment was broken: nothing can be said about what was judged. */
    ERROR("error", "!", Tone.BROKEN);

    private final String word;
    private final String sign;
    private final Tone tone;

    Outcome(String word, String sign, Tone tone) {
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

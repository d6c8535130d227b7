package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonValue;

/** What became of a scenario since the last run that judged it. */
public enum Delta implements State {
    /** No earlier run judged it. */
    NEW("new", "+", Tone.QUIET),
    /** It passed then and does not now. */
    REGRESSED("regressed", "▼", Tone.BAD),
    /** It did not pass then and does now. */
    FIXED("fixed", "▲", Tone.GOOD),
    /** As before. */
    SAME("same", "=", Tone.QUIET),
    /** It passed only at a further attempt. */
    FLAKY("flaky", "~", Tone.PARTLY);

    private final String word;
    private final String sign;
    private final Tone tone;

    Delta(String word, String sign, Tone tone) {
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

package io.meshconformance.reports.model.state;

import com.fasterxml.jackson.annotation.JsonValue;

/** A state a reader meets on the page: always a word with a sign and a tone, so that colour never carries it alone. */
public interface State {

    /** What a reader sees of it. */
    Mark mark();

    /** The word, as it stands in the YAML. */
    @JsonValue
    default String word() {
        return mark().word();
    }

    /** One character for the eye; decoration beside the word. */
    default String sign() {
        return mark().sign();
    }

    /** The tone its colour is chosen by. */
    default Tone tone() {
        return mark().tone();
    }

    /**
     * What a reader sees of a state.
     *
     * @param word the word
     * @param sign one character beside it
     * @param tone the tone of both
     */
    record Mark(String word, String sign, Tone tone) {}

    /** The few colours of the page. */
    enum Tone {
        GOOD,
        BAD,
        BROKEN,
        PARTLY,
        QUIET
    }
}

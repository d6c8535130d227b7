package io.meshconformance.reports.model;

/** A state a reader meets on the page: always a word with a sign and a tone, so that colour never carries it alone. */
public interface State {

    /** The word, as it stands in the YAML. */
    String word();

    /** One character for the eye; decoration beside the word. */
    String sign();

    /** The tone its colour is chosen by. */
    Tone tone();

    /** The few colours of the page. */
    enum Tone {
        GOOD,
        BAD,
        BROKEN,
        PARTLY,
        QUIET
    }
}

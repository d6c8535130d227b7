package io.meshconformance.evidence;

/**
 * Who answered, and by which mark that is known.
 *
 * @param answerer the hop
 * @param mark what in the answer tells it, in words
 */
public record Attribution(Answerer answerer, String mark) {

    /** In words. */
    @Override
    public String toString() {
        return answerer.words() + " (" + mark + ")";
    }
}

package io.meshconformance.evidence;

import org.jspecify.annotations.Nullable;

/**
 * The hop that answered, and the mark by which it is known.
 *
 * @param answerer the hop
 * @param mark what in the answer tells it, in words
 * @param relays the hop whose words it passes on; null where what it says is its own
 */
public record Attribution(
        Answerer answerer, String mark, @Nullable Answerer relays) {

    /** One whose words are its own. */
    public Attribution(Answerer answerer, String mark) {
        this(answerer, mark, null);
    }

    /** In words. */
    @Override
    public String toString() {
        return answerer.words() + " (" + mark + ")" + (relays == null ? "" : ", passing on " + relays.words());
    }
}

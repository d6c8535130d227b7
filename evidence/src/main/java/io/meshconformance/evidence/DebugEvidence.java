package io.meshconformance.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of the cluster at the moment a scenario failed: the file {@code debug.json}, which it publishes then.
 *
 * @param namespace its namespace, which the folder of its files is named after
 * @param when what had just failed
 * @param parts what was collected
 */
public record DebugEvidence(String namespace, String when, List<Part> parts) {

    /** Name of its file. */
    public static final String FILE = "debug.json";

    /**
     * One part.
     *
     * @param name what it is, such as {@code events.txt}
     * @param text the text, redacted; null where it could not be had
     * @param cut whether only its last part is there
     * @param missing why it could not be had; null where it was
     */
    public record Part(
            String name,
            @Nullable String text,
            boolean cut,
            @Nullable String missing) {

        /** A part that could not be had. */
        public static Part missing(String name, String why) {
            return new Part(name, null, false, why);
        }
    }
}

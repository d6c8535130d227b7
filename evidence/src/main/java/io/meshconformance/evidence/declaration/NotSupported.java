package io.meshconformance.evidence.declaration;

import org.opentest4j.TestAbortedException;

/** Ends a scenario before it begins: what is judged lacks what the scenario is about, and says so itself. */
public final class NotSupported extends TestAbortedException {

    private static final long serialVersionUID = 1L;

    /**
     * A scenario that is not judged.
     *
     * @param feature what is lacking
     * @param reason why, in the words of what lacks it
     */
    public NotSupported(Feature feature, String reason) {
        this(feature.toString(), reason);
    }

    /**
     * A scenario that is not judged.
     *
     * @param lacking what is lacking, such as a user
     * @param reason why, in the words of what lacks it
     */
    public NotSupported(String lacking, String reason) {
        super("not supported: " + lacking + ". " + reason);
    }
}

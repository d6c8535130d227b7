package io.meshconformance.harness.outage;

import io.meshconformance.run.EnvironmentBroken;

/** What one look at a part showed. */
sealed interface Sight {

    /** It is there. */
    record There() implements Sight {}

    /**
     * It did not answer, which a busy part may do as well: only one that stays silent is gone.
     *
     * @param problem what is not answered, and why, in one sentence
     * @param cure what a person does about it
     */
    record Silent(String problem, String cure) implements Sight {}

    /**
     * It is gone for good, or was for a moment that no scenario had asked for, so that any answer of that time may be wrong.
     *
     * @param broken what a person is told
     */
    record Gone(EnvironmentBroken broken) implements Sight {

        Gone(String problem, String cure) {
            this(new EnvironmentBroken(problem, cure));
        }
    }
}

package io.meshconformance.evidence.mutants;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a scenario ended under a mutant. */
public enum Colour {
    /** A check failed. */
    @JsonProperty("red")
    RED,
    /** Every check held. */
    @JsonProperty("green")
    GREEN,
    /** It cannot be played here, such as without a browser. */
    @JsonProperty("skipped")
    SKIPPED,
    /** Something other than a check ended it: nothing is said of the mutant. */
    @JsonProperty("broken")
    BROKEN
}

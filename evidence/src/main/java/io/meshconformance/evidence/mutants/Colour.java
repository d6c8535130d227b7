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
    /** A check failed beside other scenarios, and every check held when it was played again alone. */
    @JsonProperty("unstable")
    UNSTABLE,
    /** It cannot be played here, such as without a browser. */
    @JsonProperty("skipped")
    SKIPPED,
    /** Something other than a check ended it: nothing is said of the mutant. */
    @JsonProperty("broken")
    BROKEN
}

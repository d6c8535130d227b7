package io.meshconformance.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a hop did with a request.
 *
 * @param did what
 * @param status status code of its answer; null where it did not answer
 * @param mark by what its answer is known to be its own; empty where it did not answer
 */
public record Deed(Did did, @Nullable Integer status, String mark) {

    /** It sent the request. */
    public static final Deed ASKED = new Deed(Did.ASKED, null, "");

    /** It passed the request on. */
    public static final Deed PASSED = new Deed(Did.PASSED, null, "");

    /** The request came to it, and another hop's answer went back. */
    public static final Deed REACHED = new Deed(Did.REACHED, null, "");

    /** Nothing was seen of the request there. */
    public static final Deed UNSEEN = new Deed(Did.UNSEEN, null, "");

    /** The ways of it. */
    public enum Did {
        /** It sent the request. */
        @JsonProperty("asked")
        ASKED,
        /** It passed the request on. */
        @JsonProperty("passed")
        PASSED,
        /** It answered. */
        @JsonProperty("answered")
        ANSWERED,
        /** The request came to it, and another hop's answer went back. */
        @JsonProperty("reached")
        REACHED,
        /** Nothing was seen of the request there. */
        @JsonProperty("unseen")
        UNSEEN
    }

    /** It answered with this status. */
    public static Deed answered(int status, String mark) {
        return new Deed(Did.ANSWERED, status, mark);
    }
}

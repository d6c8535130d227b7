package io.meshconformance.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What is known of a request by the workload's own log, or else by what its sidecar logged in its place.
 *
 * @param told what the log tells
 * @param lines its lines of the request, in their order
 */
public record WorkloadLog(Told told, List<String> lines) {

    /** What a log tells of a request. */
    public enum Told {
        /** The request came: the log has a line of it. */
        @JsonProperty("came")
        CAME,
        /** The request did not come: the workload logs every request, and not this one. */
        @JsonProperty("did-not-come")
        DID_NOT_COME,
        /** The workload keeps no log of requests; by its own log the sidecar sent nothing on. */
        @JsonProperty("not-sent-on")
        NOT_SENT_ON,
        /** Nothing: the workload keeps no log of requests, or answered without a line. */
        @JsonProperty("nothing")
        NOTHING
    }
}

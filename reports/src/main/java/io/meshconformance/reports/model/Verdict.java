package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.meshconformance.reports.model.state.VerdictResult;
import java.util.List;

/**
 * The verdict and the gates it rests on.
 *
 * @param result the verdict
 * @param heading what it means to the people behind the proxy, on one line
 * @param summary the verdict in one sentence
 * @param gates the rules, in a fixed order
 */
@JsonIgnoreProperties(value = "exitCode", allowGetters = true)
public record Verdict(VerdictResult result, String heading, String summary, List<Gate> gates) {

    /** The heading of a run that cannot be trusted. */
    public static final String UNPROVED = "Nothing is proved by this run";

    /**
     * Exit code of the programs that judge by this verdict: 2 where it is invalid; otherwise 1 where a gate fails or it
     * is nonconformant; otherwise 0, which a verdict in part can have too.
     */
    @JsonProperty
    public int exitCode() {
        if (result == VerdictResult.INVALID) {
            return 2;
        }
        boolean held = gates.stream().allMatch(Gate::passed);
        return held && result != VerdictResult.NONCONFORMANT ? 0 : 1;
    }
}

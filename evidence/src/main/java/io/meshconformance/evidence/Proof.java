package io.meshconformance.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;

/** By what it is proved that a workload did not see a refused request. */
public enum Proof {
    /** By the workload's own log, of all its pods, which names every request that came and not this one. */
    @JsonProperty("workload-log")
    WORKLOAD_LOG,
    /** By the sidecar alone, which refused the request: what lies behind it keeps no log that could tell. */
    @JsonProperty("sidecar-alone")
    SIDECAR_ALONE
}

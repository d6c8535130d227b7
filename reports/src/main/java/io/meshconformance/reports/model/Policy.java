package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A policy in force while the check ran, read back from the API server.
 *
 * @param kind kind of the object
 * @param name name of the object
 * @param yaml the object
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Policy(String kind, String name, String yaml) {

    /** Reads what is absent as empty. */
    public Policy {
        kind = Absent.text(kind);
        name = Absent.text(name);
        yaml = Absent.text(yaml);
    }
}

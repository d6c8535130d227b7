package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The suite that judged.
 *
 * @param version version of the suite
 * @param commit commit it was built from, forty hexadecimal digits, empty where it was not built from a repository
 * @param dirty true where the working tree had changes that no commit holds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Suite(String version, String commit, boolean dirty) {

    /** Reads what is absent as empty. */
    public Suite {
        version = Absent.text(version);
        commit = Absent.text(commit);
    }
}

package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A manifest that the scenario applied.
 *
 * @param name path below the scenarios folder
 * @param yaml as applied
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Manifest(String name, String yaml) {

    /** Reads what is absent as empty. */
    public Manifest {
        name = Absent.text(name);
        yaml = Absent.text(yaml);
    }
}

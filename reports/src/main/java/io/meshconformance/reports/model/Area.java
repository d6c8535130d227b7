package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * An area of requirements.
 *
 * @param id prefix of its ids
 * @param title what it is about
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Area(String id, String title) {

    /** Reads what is absent as empty. */
    public Area {
        id = Absent.text(id);
        title = Absent.text(title);
    }
}

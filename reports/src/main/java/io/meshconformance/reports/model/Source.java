package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A document that makes promises.
 *
 * @param id its number
 * @param title its title
 * @param upstream where it comes from
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Source(String id, String title, String upstream) {

    /** Reads what is absent as empty. */
    public Source {
        id = Absent.text(id);
        title = Absent.text(title);
        upstream = Absent.text(upstream);
    }
}

package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One area of requirements.
 *
 * @param name the prefix of its ids
 * @param title what the area is about
 * @param summary its results in one sentence
 * @param core results of its MUST scenarios, null where none was loaded
 * @param extended results of its SHOULD scenarios, null where none was loaded
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Profile(
        String name,
        String title,
        String summary,
        @Nullable ProfileStatus core,
        @Nullable ProfileStatus extended) {

    /** Reads what is absent as empty. */
    public Profile {
        name = Absent.text(name);
        title = Absent.text(title);
        summary = Absent.text(summary);
    }
}

package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One stage on the way to the first scenario; stages may overlap.
 *
 * @param stage name of the stage
 * @param startMillis from the start of the run, in milliseconds
 * @param millis how long it took, in milliseconds
 * @param detail what it did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BootStage(String stage, long startMillis, long millis, String detail) {

    /** Reads what is absent as empty. */
    public BootStage {
        stage = Absent.text(stage);
        detail = Absent.text(detail);
    }

    /** The end, from the start of the run, in milliseconds. */
    public long endMillis() {
        return startMillis + millis;
    }
}

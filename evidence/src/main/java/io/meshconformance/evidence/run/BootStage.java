package io.meshconformance.evidence.run;

/**
 * One stage on the way to the first scenario; stages may overlap.
 *
 * @param stage name of the stage
 * @param startMillis from the start of the run, in milliseconds
 * @param millis how long it took, in milliseconds
 */
public record BootStage(String stage, long startMillis, long millis) {

    /** The end, from the start of the run, in milliseconds. */
    public long endMillis() {
        return startMillis + millis;
    }
}

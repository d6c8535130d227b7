package io.meshconformance.reports.page;

import io.meshconformance.reports.model.BootStage;
import java.util.Comparator;
import java.util.List;

/**
 * The boot as the templates ask for it.
 *
 * @param stages in order of their start
 */
public record BootChart(List<BootStage> stages) {

    /** The end of the last stage of the boot, in milliseconds. */
    public long end() {
        return stages.stream().mapToLong(BootStage::endMillis).max().orElse(0);
    }

    /** The stage that took longest, with its time. */
    public String slowest() {
        return stages.stream()
                .max(Comparator.comparingLong(BootStage::millis))
                .map(stage -> stage.stage() + " (" + Wording.seconds(stage.millis()) + ")")
                .orElse("");
    }

    /** A stage as a bar on the time of the boot. */
    public String bar(BootStage stage) {
        return BootBar.svg(stage, end(), slowest().startsWith(stage.stage() + " ("));
    }
}

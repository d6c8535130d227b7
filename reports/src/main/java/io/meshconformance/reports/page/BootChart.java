package io.meshconformance.reports.page;

import io.meshconformance.evidence.run.BootStage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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

    /** The stage that took longest, with its time; empty where nothing was booted. */
    public String slowest() {
        return longest()
                .map(stage -> stage.stage() + " (" + Wording.seconds(stage.millis()) + ")")
                .orElse("");
    }

    private Optional<BootStage> longest() {
        return stages.stream().max(Comparator.comparingLong(BootStage::millis));
    }

    /** Whether a stage is the one that took longest. */
    public boolean isSlowest(BootStage stage) {
        return longest().filter(stage::equals).isPresent();
    }

    /** A stage as a bar on the time of the boot. */
    public String bar(BootStage stage) {
        return BootBar.svg(stage, end(), isSlowest(stage));
    }
}

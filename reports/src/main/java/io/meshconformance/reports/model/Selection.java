package io.meshconformance.reports.model;

import io.meshconformance.evidence.run.StatedSetting;
import java.util.Arrays;
import java.util.List;

/**
 * Which scenarios a run was asked for. A run that was asked for some says nothing about the others, and is no point of a
 * trend.
 *
 * @param scenarios their ids as they were asked for; empty where all were
 */
public record Selection(List<String> scenarios) {

    /** Key of the setting that says so. */
    public static final String SETTING = "conformance.scenario";

    private static final String ALL = "all";

    /** What the settings of a run say; a run that states none was asked for all. */
    public static Selection of(List<StatedSetting> settings) {
        return new Selection(settings.stream()
                .filter(setting -> setting.key().equals(SETTING))
                .flatMap(setting -> Arrays.stream(setting.value().split(",")))
                .map(String::strip)
                .filter(id -> !id.isEmpty() && !id.equals(ALL))
                .toList());
    }

    /** Whether only some were asked for. */
    public boolean some() {
        return !scenarios.isEmpty();
    }
}

package io.meshconformance.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of a run as its report prints them.
 *
 * @param settings the settings
 */
public record DescribedSettings(Settings settings) {

    /** Values by key in a fixed order, each with its source where that is not the command line. */
    public Map<String, String> rows() {
        var rows = new LinkedHashMap<String, String>();
        Choice choice = settings.choice();
        row(rows, Setting.IMAGES.key(), settings.images());
        new TreeMap<>(settings.imageOverrides())
                .forEach((name, image) -> row(rows, Setting.IMAGE_PREFIX + name, image));
        row(rows, Setting.PROVIDER.key(), settings.provider());
        row(rows, Setting.SCENARIO.key(), choice.scenarios().isEmpty() ? "all" : String.join(",", choice.scenarios()));
        list(rows, Setting.AREA, choice.areas());
        list(rows, Setting.STRENGTH, choice.strengths());
        list(rows, Setting.EXCLUDE, choice.excluded());
        flag(rows, Setting.FAILED, choice.failed());
        flag(rows, Setting.FAIL_FAST, settings.failFast());
        settings.budget().ifPresent(budget -> row(rows, Setting.BUDGET.key(), Long.toString(budget.toMinutes())));
        if (settings.repeat() > 1) {
            row(rows, Setting.REPEAT.key(), Integer.toString(settings.repeat()));
        }
        row(rows, Setting.KEEP.key(), Boolean.toString(settings.keep()));
        flag(rows, Setting.KEEP_FAILED, settings.keepFailed());
        row(rows, Setting.REUSE.key(), Boolean.toString(settings.reuse()));
        row(rows, Setting.TIMEOUT_FACTOR.key(), Double.toString(settings.timeoutFactor()));
        flag(rows, Setting.FULL_LIMITS, settings.fullLimits());
        return rows;
    }

    /** The command that asks for the same scenarios of the same images in the same order. */
    public String command() {
        var command = new StringBuilder("ci/verify --images ").append(settings.images());
        List<String> scenarios = settings.choice().scenarios();
        if (!scenarios.isEmpty()) {
            command.append(" --scenario ").append(String.join(",", scenarios));
        }
        new TreeMap<>(settings.imageOverrides())
                .forEach((name, image) -> command.append(" -Dconformance.image.")
                        .append(name)
                        .append('=')
                        .append(image));
        if (!settings.provider().equals(Settings.PROVIDER)) {
            command.append(" --provider ").append(settings.provider());
        }
        if (settings.timeoutFactor() != 1.0) {
            command.append(" -Dconformance.timeout.factor=").append(settings.timeoutFactor());
        }
        return command.append(" --seed ").append(settings.seed()).toString();
    }

    private void row(Map<String, String> rows, String key, String value) {
        String by = settings.given().getOrDefault(key, "");
        boolean elsewhere = !by.isEmpty() && !by.startsWith("-");
        rows.put(key, elsewhere ? value + " (" + by + ")" : value);
    }

    private void list(Map<String, String> rows, Setting setting, List<String> values) {
        if (!values.isEmpty()) {
            row(rows, setting.key(), String.join(",", values));
        }
    }

    private void flag(Map<String, String> rows, Setting setting, boolean value) {
        if (value) {
            row(rows, setting.key(), "true");
        }
    }
}

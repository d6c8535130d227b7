package io.meshconformance.reports.page;

import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.ProfileStatus;
import io.meshconformance.reports.model.ScenarioResult;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An optional feature: what is claimed about it and what the scenarios say.
 *
 * @param name its name
 * @param claim what the parts state about it; nothing is ever guessed
 * @param scenarios the scenarios that need it, by id
 */
public record FeatureRow(String name, String claim, List<ScenarioResult> scenarios) {

    static List<FeatureRow> of(ConformanceReport report) {
        TreeSet<String> names = new TreeSet<>();
        report.scenarios().forEach(scenario -> names.addAll(scenario.features()));
        return names.stream()
                .map(name -> new FeatureRow(
                        name,
                        claim(report, name),
                        report.scenarios().stream()
                                .filter(scenario -> scenario.features().contains(name))
                                .toList()))
                .toList();
    }

    private static String claim(ConformanceReport report, String name) {
        if (listed(report, ProfileStatus::supportedFeatures, name)) {
            return "stated to be there";
        }
        return listed(report, ProfileStatus::unsupportedFeatures, name) ? "stated to lack" : "not stated";
    }

    private static boolean listed(ConformanceReport report, Function<ProfileStatus, List<String>> list, String name) {
        return report.profiles().stream()
                .flatMap(profile -> Stream.of(profile.core(), profile.extended()))
                .filter(Objects::nonNull)
                .anyMatch(status -> list.apply(status).contains(name));
    }
}

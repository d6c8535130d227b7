package io.meshconformance.reports.command;

import io.meshconformance.evidence.run.JudgedPart;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.Profile;
import io.meshconformance.reports.model.ProfileStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A report in the shape of Gateway API's {@code ConformanceReport} (conformance/apis/v1), so that its tools read ours.
 * Nothing is renamed; what that shape has no place for (requirements, evidence, gates) is left out. It knows no
 * error: it is told as skipped, and an invalid result as failure, so that it never reads as success.
 */
public final class GatewayApiReport {

    private GatewayApiReport() {}

    /** The report as a tree of maps in the order they are written. */
    public static Map<String, Object> of(ConformanceReport report) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("apiVersion", "gateway.networking.k8s.io/v1");
        root.put("kind", "ConformanceReport");
        root.put("date", report.run().started());
        root.put("gatewayAPIChannel", "standard");
        root.put("gatewayAPIVersion", "not judged");
        root.put("mode", report.run().mode());
        root.put("implementation", implementation(report));
        List<Object> profiles = new ArrayList<>();
        report.profiles().forEach(profile -> profiles.add(profile(profile)));
        root.put("profiles", profiles);
        return root;
    }

    private static Map<String, Object> implementation(ConformanceReport report) {
        Map<String, Object> implementation = new LinkedHashMap<>();
        implementation.put("organization", "mesh-conformance");
        implementation.put("project", report.subject().project());
        implementation.put("url", "");
        List<String> versions = new ArrayList<>();
        for (JudgedPart component : report.subject().components()) {
            String digest = component.digest().isEmpty() ? "" : "@" + component.digest();
            String what = component.reference() ? " (" + component.title() + ")" : "";
            versions.add(component.name() + " " + component.version() + digest + what);
        }
        implementation.put("version", String.join(", ", versions));
        implementation.put("contact", List.of());
        return implementation;
    }

    private static Map<String, Object> profile(Profile profile) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", profile.name());
        map.put("summary", profile.summary());
        put(map, "core", profile.core());
        put(map, "extended", profile.extended());
        return map;
    }

    private static void put(Map<String, Object> map, String level, @Nullable ProfileStatus status) {
        if (status == null) {
            return;
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put(
                "result",
                switch (status.result()) {
                    case SUCCESS -> "success";
                    case PARTIAL -> "partial";
                    case FAILURE, INVALID -> "failure";
                });
        Map<String, Object> statistics = new LinkedHashMap<>();
        statistics.put("Passed", status.statistics().passed());
        statistics.put("Failed", status.statistics().failed());
        statistics.put(
                "Skipped",
                status.statistics().unstable()
                        + status.statistics().skipped()
                        + status.statistics().unsupported()
                        + status.statistics().error());
        told.put("statistics", statistics);
        told.put("failedTests", status.failedScenarios());
        List<String> skipped = new ArrayList<>(status.skippedScenarios());
        skipped.addAll(status.unstableScenarios());
        skipped.addAll(status.errorScenarios());
        told.put("skippedTests", skipped.stream().sorted().toList());
        map.put(level, told);
    }
}

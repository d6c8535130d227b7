package io.meshconformance.reports.command;

import io.meshconformance.evidence.run.JudgedPart;
import io.meshconformance.reports.model.ConformanceReport;
import java.util.Locale;

/**
 * File name of a published report, made from its contents alone, so that name and contents cannot disagree:
 * {@code <started day>-<mode>-<proxy>-<mesh>-report.yaml}.
 */
public final class ArchiveName {

    private ArchiveName() {}

    /** The name. */
    public static String of(ConformanceReport report) {
        String day = report.run().started();
        return "%s-%s-%s-%s-report.yaml"
                .formatted(
                        day.substring(0, Math.min(10, day.length())),
                        safe(report.run().mode()),
                        version(report, "proxy"),
                        version(report, "pilot", "istiod", "istio"));
    }

    private static String version(ConformanceReport report, String... names) {
        for (String name : names) {
            for (JudgedPart component : report.subject().components()) {
                if (component.name().equals(name)) {
                    String version = name + "-" + component.version();
                    return safe(component.reference() ? "reference-" + version : version);
                }
            }
        }
        return "unknown";
    }

    private static String safe(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
    }
}

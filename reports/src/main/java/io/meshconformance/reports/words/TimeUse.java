package io.meshconformance.reports.words;

import io.meshconformance.evidence.CheckEvidence;
import io.meshconformance.evidence.run.BootStage;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.ScenarioResult;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the time of a run went, as its scenarios' beginnings and ends tell. All in milliseconds.
 *
 * @param boot until the first scenario could begin
 * @param sideBySide while two or more scenarios played
 * @param alone while one played
 * @param applying what scenarios took until their namespace and workloads were there, all together
 * @param changing what checks waited until a change was in force, all together: up to the last attempt that did not hold
 * @param playing what scenarios took, all together
 * @param takenOver how many played in a namespace that another had left
 */
public record TimeUse(
        long boot, long sideBySide, long alone, long applying, long changing, long playing, long takenOver) {

    /** That of a run. */
    public static TimeUse of(ConformanceReport report) {
        return of(report.boot(), report.scenarios());
    }

    static TimeUse of(List<BootStage> boot, List<ScenarioResult> scenarios) {
        List<ScenarioResult> played =
                scenarios.stream().filter(each -> each.durationMs() > 0).toList();
        long booted = booted(boot);
        List<PlaySpan> spans = PlaySpan.of(booted, scenarios);
        return new TimeUse(
                booted,
                spans.stream()
                        .filter(span -> span.playing() > 1)
                        .mapToLong(PlaySpan::millis)
                        .sum(),
                spans.stream()
                        .filter(span -> span.playing() == 1)
                        .mapToLong(PlaySpan::millis)
                        .sum(),
                played.stream().mapToLong(ScenarioResult::applyMs).sum(),
                played.stream()
                        .flatMap(ScenarioResult::timings)
                        .mapToLong(CheckEvidence.Timings::barrierMillis)
                        .sum(),
                played.stream().mapToLong(ScenarioResult::durationMs).sum(),
                played.stream().filter(each -> !each.follows().isEmpty()).count());
    }

    static long booted(List<BootStage> boot) {
        return boot.stream().mapToLong(BootStage::endMillis).max().orElse(0);
    }

    /** Where the time of a run went and how busy the machine was meanwhile, in words; empty where no scenario played. */
    public static Optional<String> told(ConformanceReport report) {
        return of(report)
                .sentence()
                .map(sentence -> CoreShare.of(report)
                        .map(share -> sentence + " " + share.sentence())
                        .orElse(sentence));
    }

    /** In one sentence; empty where no scenario played. */
    public Optional<String> sentence() {
        return playing == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "Boot %.0f s, scenarios side by side %.0f s, one alone %.0f s; %.0f%% of the scenarios' time went into"
                                + " namespaces and workloads, %.0f%% until changes were in force, and %d took over a namespace.",
                        boot / 1000.0,
                        sideBySide / 1000.0,
                        alone / 1000.0,
                        100.0 * applying / playing,
                        100.0 * changing / playing,
                        takenOver));
    }
}

package io.meshconformance.reports.words;

import io.meshconformance.evidence.run.BootStage;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.ScenarioResult;
import java.util.ArrayList;
import java.util.Comparator;
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
 * @param playing what scenarios took, all together
 * @param takenOver how many played in a namespace that another had left
 */
public record TimeUse(long boot, long sideBySide, long alone, long applying, long playing, long takenOver) {

    private record Change(long at, int scenarios) {}

    /** That of a run. */
    public static TimeUse of(ConformanceReport report) {
        return of(report.boot(), report.scenarios());
    }

    static TimeUse of(List<BootStage> boot, List<ScenarioResult> scenarios) {
        List<ScenarioResult> played =
                scenarios.stream().filter(each -> each.durationMs() > 0).toList();
        // The first scenarios begin with the run, and wait for the boot.
        long booted = boot.stream().mapToLong(BootStage::endMillis).max().orElse(0);
        List<Change> changes = new ArrayList<>();
        for (ScenarioResult scenario : played) {
            changes.add(new Change(Math.max(booted, scenario.startMs()), 1));
            changes.add(new Change(Math.max(booted, scenario.startMs() + scenario.durationMs()), -1));
        }
        changes.sort(Comparator.comparingLong(Change::at));
        long sideBySide = 0;
        long alone = 0;
        int now = 0;
        for (int i = 0; i + 1 < changes.size(); i++) {
            now += changes.get(i).scenarios();
            long millis = changes.get(i + 1).at() - changes.get(i).at();
            sideBySide += now > 1 ? millis : 0;
            alone += now == 1 ? millis : 0;
        }
        return new TimeUse(
                booted,
                sideBySide,
                alone,
                played.stream().mapToLong(ScenarioResult::applyMs).sum(),
                played.stream().mapToLong(ScenarioResult::durationMs).sum(),
                played.stream().filter(each -> !each.follows().isEmpty()).count());
    }

    /** In one sentence; empty where no scenario played. */
    public Optional<String> sentence() {
        return playing == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "Boot %.0f s, scenarios side by side %.0f s, one alone %.0f s; %.0f%% of the scenarios' time went into"
                                + " namespaces and workloads, and %d took over a namespace.",
                        boot / 1000.0,
                        sideBySide / 1000.0,
                        alone / 1000.0,
                        100.0 * applying / playing,
                        takenOver));
    }
}

package io.meshconformance.reports.words;

import io.meshconformance.reports.model.ScenarioResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A time in which the same scenarios played. All in milliseconds from the start of the run.
 *
 * @param from its beginning
 * @param to its end
 * @param playing how many played
 */
record PlaySpan(long from, long to, int playing) {

    private record Change(long at, int scenarios) {}

    /**
     * The times of a run, in their order.
     *
     * @param booted when its boot had ended: the first scenarios begin with the run, and wait for that
     */
    static List<PlaySpan> of(long booted, List<ScenarioResult> scenarios) {
        List<Change> changes = new ArrayList<>();
        for (ScenarioResult scenario : scenarios) {
            if (scenario.durationMs() > 0) {
                changes.add(new Change(Math.max(booted, scenario.startMs()), 1));
                changes.add(new Change(Math.max(booted, scenario.startMs() + scenario.durationMs()), -1));
            }
        }
        changes.sort(Comparator.comparingLong(Change::at));
        List<PlaySpan> spans = new ArrayList<>();
        int playing = 0;
        for (int i = 0; i + 1 < changes.size(); i++) {
            playing += changes.get(i).scenarios();
            spans.add(new PlaySpan(changes.get(i).at(), changes.get(i + 1).at(), playing));
        }
        return spans;
    }

    /** Whether a moment lies in it. */
    boolean has(long moment) {
        return from <= moment && moment < to;
    }

    long millis() {
        return to - from;
    }
}

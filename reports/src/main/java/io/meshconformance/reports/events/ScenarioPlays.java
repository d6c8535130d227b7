package io.meshconformance.reports.events;

import java.util.ArrayList;
import java.util.List;

/**
 * A scenario with its plays. A play that is heard of has a record of its own; a scenario that was not played is recorded as it was
 * loaded. Guarded by its {@link RunRecorder}.
 */
final class ScenarioPlays {

    private final ScenarioRecorder loaded;
    private final List<ScenarioRecorder> plays = new ArrayList<>();

    ScenarioPlays(ScenarioRecorder loaded) {
        this.loaded = loaded;
    }

    /** A play of it begins, be it to confirm that it fails. */
    ScenarioRecorder again(boolean confirming) {
        ScenarioRecorder play = loaded.again(confirming);
        plays.add(play);
        return play;
    }

    /**
     * The scenario ended: where it was played, each play has said how; where it failed beside them, the last takes it. One
     * that is to be confirmed and is not played has a play all the same, which says why.
     */
    List<RecordedScenario> ended(Ending how, boolean confirming) {
        if (plays.isEmpty()) {
            loaded.ended(how);
        } else if (how.kind() != Ending.Kind.PASSED) {
            ScenarioRecorder last = plays.get(plays.size() - 1);
            (last.isConfirming() == confirming ? last : again(confirming)).ended(how);
        }
        return snapshots();
    }

    List<RecordedScenario> snapshots() {
        return (plays.isEmpty() ? List.of(loaded) : plays)
                .stream().map(ScenarioRecorder::snapshot).toList();
    }
}

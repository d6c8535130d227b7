package io.meshconformance.reports.events;

import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Remembers one check. Guarded by its {@link RunRecorder}. */
final class CheckRecorder {

    private final String id;
    private final String sentence;
    private final Clock clock;
    private CheckEvent event = CheckEvent.NONE;
    private @Nullable Ending ending;
    private long startMillis;
    private long millis;

    CheckRecorder(String id, String sentence, Clock clock) {
        this.id = id;
        this.sentence = sentence;
        this.clock = clock;
    }

    void started() {
        startMillis = clock.millis();
        ending = Ending.UNFINISHED;
    }

    void ended(Ending how) {
        ending = how;
        millis = startMillis == 0 ? 0 : clock.millis() - startMillis;
    }

    void published(CheckEvent published) {
        event = published;
    }

    RecordedCheck snapshot() {
        return new RecordedCheck(id, sentence, ending, millis, event);
    }
}

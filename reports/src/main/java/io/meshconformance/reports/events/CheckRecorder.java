package io.meshconformance.reports.events;

import io.meshconformance.reports.model.Screenshot;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers one check. Guarded by its {@link RunRecorder}. */
final class CheckRecorder {

    private final String id;
    private final String sentence;
    private final Clock clock;
    private final Map<String, Screenshot> pictures = new LinkedHashMap<>();
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

    void published(String file, Screenshot picture) {
        pictures.put(file, picture);
    }

    /** The pictures with what was told about them, then those nobody told about. */
    List<Screenshot> screenshots() {
        Map<String, Screenshot> untold = new LinkedHashMap<>(pictures);
        List<Screenshot> all = new ArrayList<>();
        if (event.screenshots() != null) {
            event.screenshots().forEach(shown -> all.add(shown.of(untold.remove(shown.file()))));
        }
        all.addAll(untold.values());
        return all;
    }

    RecordedCheck snapshot() {
        return new RecordedCheck(id, sentence, ending, startMillis, millis, event);
    }
}

package io.meshconformance.reports.events;

import io.meshconformance.evidence.CheckEvidence;
import io.meshconformance.reports.model.Screenshot;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers one check. Guarded by its {@link RunRecorder}. */
final class CheckRecorder {

    private final String method;
    private final String id;
    private final String sentence;
    private final Clock clock;
    private final Map<String, Screenshot> pictures = new HashMap<>();
    private CheckEvidence evidence = CheckEvidence.NONE;
    private @Nullable Ending ending;
    private long startMillis;
    private long millis;

    CheckRecorder(String method, String id, String sentence, Clock clock) {
        this.method = method;
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

    void published(CheckEvidence published) {
        evidence = published;
    }

    void published(String file, Screenshot picture) {
        pictures.put(file, picture);
    }

    /** Name of its method. */
    String method() {
        return method;
    }

    /** What its browser showed: the picture where there is one, and what is told about it. */
    List<Screenshot> screenshots() {
        return evidence.pictures().stream()
                .map(told -> Screenshot.told(told, pictures.get(told.file())))
                .toList();
    }

    RecordedCheck snapshot() {
        return new RecordedCheck(id, sentence, ending, startMillis, millis, evidence);
    }
}

package io.meshconformance.reports.events;

import io.meshconformance.evidence.CheckEvidence;
import org.jspecify.annotations.Nullable;

/**
 * A check as it ran.
 *
 * @param id method name, with the index of the invocation where there are several
 * @param sentence its sentence
 * @param ending how it ended, null where it was planned and never started
 * @param startMillis when it started, in milliseconds of the epoch; zero where it never did
 * @param millis how long it took
 * @param evidence what it published
 */
public record RecordedCheck(
        String id, String sentence, @Nullable Ending ending, long startMillis, long millis, CheckEvidence evidence) {}

package io.meshconformance.reports.listener;

import io.meshconformance.evidence.CheckEvidence;
import io.meshconformance.evidence.DebugEvidence;
import io.meshconformance.evidence.ScenarioEvidence;
import io.meshconformance.reports.events.RunRecorder;
import java.nio.file.Path;
import org.junit.platform.engine.reporting.FileEntry;

/**
 * Takes the files that the harness publishes of a scenario, each kind under a name of its own.
 *
 * @param recorder remembers what stands in them
 * @param publisher keeps those that become files of the report
 */
record PublishedFiles(RunRecorder recorder, Publisher publisher) {

    /**
     * Takes a file.
     *
     * @param scenario key of the play that it is of
     * @param check key of the check, where it is of one
     */
    void take(String scenario, String check, FileEntry file) {
        Path path = file.getPath();
        String name = String.valueOf(path.getFileName());
        String mediaType = file.getMediaType().orElse("");
        switch (name) {
            case ScenarioEvidence.FILE -> recorder.scenario(scenario, path);
            case DebugEvidence.FILE -> publisher.debug(path).ifPresent(bundle -> recorder.debug(scenario, bundle));
            case CheckEvidence.FILE -> recorder.check(scenario, check, path);
            default -> {
                if (mediaType.startsWith("image/")) {
                    publisher
                            .picture(path, mediaType)
                            .ifPresent(picture -> recorder.screenshot(scenario, check, name, picture));
                }
            }
        }
    }
}

package io.meshconformance.harness.junit;

import io.meshconformance.evidence.CheckEvidence;
import io.meshconformance.evidence.DebugEvidence;
import io.meshconformance.evidence.EvidenceFile;
import io.meshconformance.evidence.ScenarioEvidence;
import io.meshconformance.evidence.run.EnvironmentEvidence;
import io.meshconformance.evidence.run.RunEntry;
import io.meshconformance.harness.debug.DebugCollector;
import io.meshconformance.harness.environment.Environment;
import io.meshconformance.harness.environment.EnvironmentFacts;
import io.meshconformance.harness.expect.CheckRecord;
import io.meshconformance.harness.recording.CheckRecording;
import io.meshconformance.run.EnvironmentBroken;
import java.nio.file.Files;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What is published of a run by way of JUnit's events, which the reports read.
 *
 * @param context where it is published
 * @param shared the run's environment, and the redaction that all of it passes
 */
record PublishedEvidence(ExtensionContext context, SharedEnvironment shared) {

    /** States the environment, or what kept it from being there; the first scenario to begin does. */
    void environment() {
        EnvironmentBroken broken = shared.broken();
        if (broken != null) {
            publish(EnvironmentEvidence.FILE, EnvironmentFacts.broken(shared.settings(), broken));
        } else {
            Environment environment = shared.require();
            EnvironmentEvidence facts = environment.watch().asked(() -> EnvironmentFacts.of(environment));
            publish(EnvironmentEvidence.FILE, shared.stated(facts));
            context.publishReportEntry(RunEntry.SECRETS, shared.secrets().path().toString());
        }
    }

    /** States, once, what broke the environment after it was up. */
    void outage() {
        shared.untoldOutage().ifPresent(stated -> publish(EnvironmentEvidence.FILE, stated));
    }

    /** Publishes a check that has ended, with its pictures. */
    void check(ScenarioRun run, CheckRecord record) {
        CheckRecording evidence = new CheckRecording(shared.redaction());
        CheckRecording.CheckContext surroundings = shared.outage().isPresent()
                ? run.knownSurroundings()
                : shared.watch().asked(run::surroundings);
        publish(CheckEvidence.FILE, evidence.of(record, surroundings));
        evidence.pictures(record)
                .forEach((name, png) -> context.publishFile(name, MediaType.IMAGE_PNG, file -> Files.write(file, png)));
    }

    /**
     * Publishes the debug bundle of a play's first failure: what comes later may hide what it was.
     *
     * @param run the play
     * @param what what failed
     */
    void failure(ScenarioRun run, String what) {
        if (run.failsFirst() && shared.outage().isEmpty()) {
            Environment environment = shared.require();
            DebugCollector bundle = new DebugCollector(
                    environment.cluster().client(), environment.timeouts().evidence(), shared.redaction()::redacted);
            publish(DebugEvidence.FILE, bundle.collect(run.debugScope(), what));
        }
    }

    /** Publishes what a play applied and where, once every secret that it minted is listed. */
    void scenario(ScenarioRun run) {
        ScenarioEvidence evidence = run.evidence();
        shared.listSecrets();
        publish(ScenarioEvidence.FILE, shared.redaction().redacted(evidence));
    }

    private void publish(String name, Object evidence) {
        context.publishFile(
                name, MediaType.APPLICATION_JSON, file -> Files.writeString(file, EvidenceFile.json(evidence)));
    }
}

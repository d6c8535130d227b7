package io.meshconformance.reports.listener;

import io.meshconformance.reports.sample.SampleEngine;
import io.meshconformance.reports.sample.ScenarioSamples;
import io.meshconformance.run.ReportSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A program whose run ends in the middle of its second scenario: {@code exit} in order, {@code halt} at once. */
public final class DyingRun {

    private static final int ENDED = 7;

    private DyingRun() {}

    /** Plays it: the folder of the report, then how it ends. */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        ReportSettings settings = new ReportSettings(
                folder.resolve("report"),
                ReportSettings.Format.PLAIN,
                folder.resolve("history.jsonl"),
                folder.resolve("known.yaml"),
                ReportSettings.Live.OFF);
        SampleEngine engine = new SampleEngine(
                Map.of("refused", stage -> end(arguments[1])),
                ScenarioSamples.Reached.class,
                ScenarioSamples.Refused.class);
        LauncherFactory.create(LauncherConfig.builder()
                        .enableTestEngineAutoRegistration(false)
                        .enableTestExecutionListenerAutoRegistration(false)
                        .enableLauncherSessionListenerAutoRegistration(false)
                        .addTestEngines(engine)
                        .addTestExecutionListeners(
                                new RunListener(Clock.systemUTC(), new Console(System.out, Map.of()), settings, null))
                        .build())
                .execute(
                        LauncherDiscoveryRequestBuilder.request().forExecution().build());
    }

    private static TestExecutionResult end(String how) {
        if (how.equals("halt")) {
            Runtime.getRuntime().halt(ENDED);
        }
        System.exit(ENDED);
        return TestExecutionResult.successful();
    }
}

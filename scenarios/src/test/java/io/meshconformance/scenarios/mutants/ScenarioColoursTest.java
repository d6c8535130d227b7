package io.meshconformance.scenarios.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.evidence.mutants.Colour;
import io.meshconformance.evidence.mutants.MutantScenario;
import io.meshconformance.harness.junit.FirstRedEndsScenario;
import io.meshconformance.samples.Samples;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

class ScenarioColoursTest {

    private final ScenarioColours colours = new ScenarioColours();

    @Test
    void aScenarioIsRedByACheckThatDidNotHoldAndByNothingElse() {
        play(Samples.ofEachColour());

        assertEquals(Colour.RED, colours.of("SAMPLE-001").colour());
        assertTrue(colours.of("SAMPLE-001").reason().endsWith(": not denied; more"));
        assertEquals(new MutantScenario("SAMPLE-002", Colour.GREEN, ""), colours.of("SAMPLE-002"));
        assertEquals(Colour.BROKEN, colours.of("SAMPLE-003").colour());
        assertTrue(colours.of("SAMPLE-003").reason().contains("the node is gone"));
        assertEquals(Colour.SKIPPED, colours.of("SAMPLE-004").colour());
        assertEquals(Colour.BROKEN, colours.of("SAMPLE-999").colour());
    }

    @Test
    void whatBreaksAfterACheckHasFailedDoesNotHideThatItFailed() {
        play(Samples.RedAndBroken.class);

        assertEquals(Colour.RED, colours.of("SAMPLE-005").colour());
    }

    @Test
    void oneCheckThatFailedEndsItsScenarioAndNoOther() {
        TestExecutionSummary played = play(Samples.Red.class, Samples.Green.class);

        assertEquals(1, played.getTestsFailedCount());
        assertEquals(1, played.getTestsSucceededCount());
    }

    @Test
    void whatIsGreenWhenItIsPlayedAgainIsUnstableAndWhatIsRedAgainStaysRed() {
        Class<?>[] red = {Samples.Red.class, Samples.RedOnce.class};
        play(colours, red);
        assertEquals(Set.of("SAMPLE-001", "SAMPLE-006"), colours.red(Set.of("SAMPLE-001", "SAMPLE-002", "SAMPLE-006")));

        var again = new ScenarioColours();
        play(again, red);
        colours.confirmed(again);
        assertEquals(Colour.RED, colours.of("SAMPLE-001").colour());
        assertEquals(Colour.UNSTABLE, colours.of("SAMPLE-006").colour());
        assertTrue(colours.of("SAMPLE-006").reason().endsWith(": only once"));
    }

    private TestExecutionSummary play(Class<?>... scenarios) {
        return play(colours, scenarios);
    }

    private static TestExecutionSummary play(ScenarioColours colours, Class<?>... scenarios) {
        var summary = new SummaryGeneratingListener();
        var config = LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .build();
        LauncherFactory.create(config)
                .execute(LauncherDiscoveryRequestBuilder.request()
                        .selectors(Stream.of(scenarios)
                                .map(DiscoverySelectors::selectClass)
                                .toList())
                        // Nothing else of the harness.
                        .configurationParameter(
                                "junit.jupiter.extensions.autodetection.include", FirstRedEndsScenario.class.getName())
                        // This plan is played within another.
                        .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                        .configurationParameter(FirstRedEndsScenario.PARAMETER, FirstRedEndsScenario.ANY)
                        .forExecution()
                        .listeners(colours, summary)
                        .build());
        return summary.getSummary();
    }
}

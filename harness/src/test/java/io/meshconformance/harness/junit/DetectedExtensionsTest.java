package io.meshconformance.harness.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.Extension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** JUnit finds the extensions as services, and gives them every class that it runs. */
class DetectedExtensionsTest {

    @Test
    @DisplayName("JUnit finds all that a scenario is played by")
    void services() {
        Set<Class<?>> found = ServiceLoader.load(Extension.class).stream()
                .map(ServiceLoader.Provider::type)
                .collect(Collectors.toSet());

        assertEquals(
                Set.of(
                        EarlyEndCondition.class,
                        FirstRedEndsScenario.class,
                        RepeatedPlays.class,
                        ScenarioExtension.class,
                        TurnTaking.class),
                found);
    }

    @Test
    @DisplayName("a class that is no scenario runs as without them, and what it throws stays the same")
    void otherClasses() {
        List<String> heard = new ArrayList<>();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(NoScenario.class))
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
                if (identifier.isTest()) {
                    heard.add(identifier.getDisplayName() + ": "
                            + result.getThrowable().orElse(null));
                }
            }

            @Override
            public void reportingEntryPublished(TestIdentifier identifier, ReportEntry entry) {
                heard.add(entry.toString());
            }
        });

        assertEquals(Set.of("passes(): null", "fails(): " + NoScenario.THROWN), Set.copyOf(heard));
    }

    /** A test as any other. */
    static class NoScenario {

        static final IllegalStateException THROWN = new IllegalStateException("as it was thrown");

        @Test
        void passes() {}

        @Test
        void fails() {
            throw THROWN;
        }
    }
}

package io.meshconformance.harness.junit;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.stage.Succession;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What is said of a plan before it is played, by JUnit itself. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class RunPlanTest {

    @AfterEach
    void end() {
        System.clearProperty("conformance.repeat");
    }

    @Test
    @DisplayName("the sixth scenario with a base follows the first, by the order of the plan")
    void follows() {
        assertEquals(
                Map.of("GUIDE-001", "GUIDE-006"),
                planned(First.class, Second.class, Third.class, Fourth.class, Fifth.class, Sixth.class)
                        .followers());
        assertEquals(
                Map.of("GUIDE-006", "GUIDE-001"),
                planned(Sixth.class, Second.class, Third.class, Fourth.class, Fifth.class, First.class)
                        .followers());
    }

    @Test
    @DisplayName("no scenario follows another where each is played several times, nor in a plan without any")
    void none() {
        assertEquals(Succession.NONE, planned(NoScenario.class));
        System.setProperty("conformance.repeat", "2");
        assertEquals(
                Succession.NONE,
                planned(First.class, Second.class, Third.class, Fourth.class, Fifth.class, Sixth.class));
    }

    private static Succession planned(Class<?>... types) {
        var config = LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .addLauncherSessionListeners(new RunPlan())
                .build();
        try (LauncherSession session = LauncherFactory.openSession(config)) {
            session.getLauncher()
                    .execute(LauncherDiscoveryRequestBuilder.request()
                            .selectors(Stream.of(types)
                                    .map(type -> selectClass(type))
                                    .toList())
                            .forExecution()
                            .build());
            return requireNonNull(session.getStore()
                    .get(Namespace.create(ScenarioExtension.class), Succession.class, Succession.class));
        }
    }

    /** A test as any other. */
    static class NoScenario {

        @Test
        void passes() {}
    }

    @Scenario(id = "GUIDE-001", title = "One", manifests = "sample/base.yaml")
    static class First extends NoScenario {}

    @Scenario(id = "GUIDE-002", title = "Two", manifests = "sample/base.yaml")
    static class Second extends NoScenario {}

    @Scenario(id = "GUIDE-003", title = "Three", manifests = "sample/base.yaml")
    static class Third extends NoScenario {}

    @Scenario(id = "GUIDE-004", title = "Four", manifests = "sample/base.yaml")
    static class Fourth extends NoScenario {}

    @Scenario(id = "GUIDE-005", title = "Five", manifests = "sample/base.yaml")
    static class Fifth extends NoScenario {}

    @Scenario(id = "GUIDE-006", title = "Six", manifests = "sample/base.yaml")
    static class Sixth extends NoScenario {}
}

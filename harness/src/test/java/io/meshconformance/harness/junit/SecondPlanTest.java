package io.meshconformance.harness.junit;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.evidence.declaration.SecondPass;
import io.meshconformance.harness.wait.LearnedLimit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What the parameters of a plan do to limits, to the order, and to what is left of a scenario that is red. */
class SecondPlanTest {

    private final List<String> heard = new ArrayList<>();

    @Test
    @DisplayName(
            "the plans of a session that learn have the same limits, those for a change apart; others have none of them")
    void limits() {
        try (LauncherSession session = session()) {
            Map<String, String> learning = Map.of(RunLimits.LEARNED, "true");
            Set<LearnedLimit> learned = new HashSet<>(seen(session, learning));
            assertEquals(2, learned.size(), "after a change, and live");
            assertEquals(learned, new HashSet<>(seen(session, learning)));
            learned.retainAll(seen(session, Map.of()));
            assertEquals(Set.of(), learned);
        }
    }

    @Test
    @DisplayName("one that has the proxy for itself, and waits for restarts and the ends of sessions, has none of them")
    void proxyWide() {
        try (LauncherSession session = session()) {
            Map<String, String> learning = Map.of(RunLimits.LEARNED, "true");
            Set<LearnedLimit> learned = new HashSet<>(seen(session, learning));
            play(session, learning, Alone.class);
            learned.retainAll(seen(session));
            assertEquals(Set.of(), learned);
        }
    }

    @Test
    @DisplayName("a second pass has the order that it names")
    void order() {
        try (LauncherSession session = session()) {
            play(session, Map.of(SecondPass.PARAMETER, "GUIDE-002,GUIDE-001"), First.class, Second.class);
            play(session, Map.of(SecondPass.PARAMETER, "GUIDE-001,GUIDE-002"), First.class, Second.class);
        }
        assertEquals(List.of("second()[1]", "first()[1]", "first()[1]", "second()[1]"), heard);
    }

    @Test
    @DisplayName("a scenario ends with a check that is named and fails, or with whichever fails, and else goes on")
    void firstRed() {
        try (LauncherSession session = session()) {
            play(session, Map.of(FirstRedEndsScenario.PARAMETER, "GUIDE-003/reds[2],GUIDE-003/other"), Red.class);
            assertEquals(List.of("1 red", "2 red", "3 red"), heard);
            heard.clear();
            play(session, Map.of(FirstRedEndsScenario.PARAMETER, "GUIDE-004/reds#2,GUIDE-003/reds#2"), Red.class);
            assertEquals(List.of("1 red", "2 red", "3 skipped"), heard);
            heard.clear();
            play(session, Map.of(FirstRedEndsScenario.PARAMETER, FirstRedEndsScenario.ANY), Red.class);
            assertEquals(List.of("1 red", "2 skipped", "3 skipped"), heard);
        }
    }

    private static LauncherSession session() {
        return LauncherFactory.openSession(LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .build());
    }

    private List<LearnedLimit> seen(LauncherSession session, Map<String, String> parameters) {
        play(session, parameters, First.class);
        return seen(session);
    }

    @SuppressWarnings("unchecked")
    private static List<LearnedLimit> seen(LauncherSession session) {
        return (List<LearnedLimit>) requireNonNull(session.getStore()
                .get(org.junit.platform.engine.support.store.Namespace.create(Probe.class), Probe.class));
    }

    private void play(LauncherSession session, Map<String, String> parameters, Class<?>... scenarios) {
        TestExecutionListener listener = new TestExecutionListener() {
            @Override
            public void executionSkipped(TestIdentifier identifier, String reason) {
                heard.add(place(identifier) + " skipped");
            }

            @Override
            public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
                if (identifier.isTest()) {
                    heard.add(
                            result.getThrowable().isPresent()
                                    ? place(identifier) + " red"
                                    : identifier.getLegacyReportingName());
                }
            }
        };
        var request = LauncherDiscoveryRequestBuilder.request()
                .configurationParameters(parameters)
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
                .configurationParameter("junit.jupiter.testclass.order.default", SeededOrder.class.getName());
        for (Class<?> scenario : scenarios) {
            request.selectors(selectClass(scenario));
        }
        session.getLauncher().execute(request.build(), listener);
    }

    private static String place(TestIdentifier identifier) {
        return identifier.getUniqueIdObject().getLastSegment().getValue().replace("#", "");
    }

    /** Leaves the two limits of its scenario in the session. */
    static final class Probe implements BeforeEachCallback {

        @Override
        public void beforeEach(ExtensionContext context) {
            RunLimits limits = RunLimits.of(context, Declared.scenario(context).orElseThrow());
            context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(Probe.class))
                    .put(Probe.class, List.of(limits.of(true, false), limits.of(false, false)));
        }
    }

    @Scenario(id = "GUIDE-001", title = "A scenario")
    @ExtendWith({RepeatedPlays.class, Probe.class})
    static class First {

        @Test
        void first() {}
    }

    @Scenario(id = "GUIDE-002", title = "Another scenario")
    @ExtendWith(RepeatedPlays.class)
    static class Second {

        @Test
        void second() {}
    }

    @Scenario(id = "GUIDE-005", title = "A scenario that has the proxy for itself", proxyWide = true)
    @ExtendWith({RepeatedPlays.class, Probe.class})
    static class Alone {

        @Test
        void check() {}
    }

    @Scenario(id = "GUIDE-003", title = "A scenario that is red")
    @ExtendWith({RepeatedPlays.class, FirstRedEndsScenario.class})
    static class Red {

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        void reds(int number) {
            throw new AssertionError("red " + number);
        }
    }
}

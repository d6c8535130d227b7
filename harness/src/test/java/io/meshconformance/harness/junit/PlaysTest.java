package io.meshconformance.harness.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.meshconformance.evidence.declaration.EarlyEnd;
import io.meshconformance.evidence.declaration.Scenario;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What JUnit makes of the extensions that every scenario has, shown by scenarios without a cluster. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class PlaysTest {

    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    @Test
    @DisplayName("a scenario is played as often as was asked for, each play with its number")
    void repeated() {
        play("3", null, First.class);

        assertEquals(
                List.of(
                        "play 1 of 3",
                        "the check of play 1",
                        "play 2 of 3",
                        "the check of play 2",
                        "play 3 of 3",
                        "the check of play 3"),
                heard);
    }

    @Test
    @DisplayName("without a wish it is played once")
    void once() {
        play("1", null, First.class);

        assertEquals(List.of("play 1 of 1", "the check of play 1"), heard);
    }

    @Test
    @DisplayName("after the order no scenario begins, and the one that runs ends with all its plays")
    void ordered() {
        play("2", new EarlyEnd("GUIDE-002"), First.class, Second.class);

        assertEquals(
                List.of(
                        "play 1 of 2",
                        "the check of play 1",
                        "play 2 of 2",
                        "the check of play 2",
                        "PlaysTest$Second: It did not begin: GUIDE-002 had failed, and the run was to end at the first"
                                + " failure."),
                heard);
    }

    @Test
    @DisplayName("scenarios play side by side, the plays and checks of one scenario one after the other")
    void sideBySide() {
        System.setProperty("conformance.repeat", "2");
        var meeting = new Meeting();
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getStore().put(Namespace.create(Meeting.class), Meeting.class, meeting);
            var listener = new SummaryGeneratingListener();
            session.getLauncher()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(Left.class), selectClass(Right.class))
                                    .configurationParameters(SideBySide.PARAMETERS)
                                    .build(),
                            listener);
            assertEquals(
                    8,
                    listener.getSummary().getTestsSucceededCount(),
                    listener.getSummary().getFailures()::toString);
        } finally {
            System.clearProperty("conformance.repeat");
        }
        assertEquals(Map.of("Left", 1, "Right", 1), meeting.most());
    }

    /** Plays the classes one after the other; the order, if any, is given once the first check has ended. */
    private void play(String repeat, @Nullable EarlyEnd order, Class<?>... scenarios) {
        System.setProperty("conformance.repeat", repeat);
        try (LauncherSession session = LauncherFactory.openSession()) {
            TestExecutionListener listener = new TestExecutionListener() {
                @Override
                public void dynamicTestRegistered(TestIdentifier identifier) {
                    if (identifier.getDisplayName().startsWith("play ")) {
                        heard.add(identifier.getDisplayName());
                    }
                }

                @Override
                public void executionSkipped(TestIdentifier identifier, String reason) {
                    heard.add(identifier.getLegacyReportingName().replaceFirst(".*\\.", "") + ": " + reason);
                }

                @Override
                public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
                    result.getThrowable().ifPresent(thrown -> heard.add(thrown.toString()));
                    if (identifier.isTest() && order != null) {
                        session.getStore().put(Namespace.create(EarlyEnd.class), EarlyEnd.class, order);
                    }
                }

                @Override
                public void reportingEntryPublished(TestIdentifier identifier, ReportEntry entry) {
                    heard.addAll(entry.getKeyValuePairs().values());
                }
            };
            var request = LauncherDiscoveryRequestBuilder.request();
            for (Class<?> scenario : scenarios) {
                request.selectors(selectClass(scenario));
            }
            session.getLauncher().execute(request.build(), listener);
        } finally {
            System.clearProperty("conformance.repeat");
        }
    }

    /** Shows a check the number of its play. */
    static final class Numbers implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == int.class;
        }

        @Override
        public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return RepeatedPlays.number(context);
        }
    }

    @Scenario(id = "GUIDE-001", title = "A scenario")
    @ExtendWith({EarlyEndCondition.class, RepeatedPlays.class, Numbers.class})
    static class First {

        @Test
        void check(int number, TestReporter reporter) {
            reporter.publishEntry("check", "the check of play " + number);
        }
    }

    @Scenario(id = "GUIDE-002", title = "Another scenario")
    @ExtendWith({EarlyEndCondition.class, RepeatedPlays.class, Numbers.class})
    static class Second {

        @Test
        void check(int number, TestReporter reporter) {
            reporter.publishEntry("check", "the check of play " + number);
        }
    }

    /** Where the checks of two scenarios wait for each other, and how many of each are there at most. */
    private static final class Meeting {

        private final CyclicBarrier both = new CyclicBarrier(2);
        private final Map<String, Integer> there = new ConcurrentHashMap<>();
        private final Map<String, Integer> most = new ConcurrentHashMap<>();

        void attend(String scenario) throws Exception {
            most.merge(scenario, there.merge(scenario, 1, Integer::sum), Math::max);
            // Each play of the one has a partner in the other, so all of them meet only where both go on at once.
            both.await(30, TimeUnit.SECONDS);
            there.merge(scenario, -1, Integer::sum);
        }

        Map<String, Integer> most() {
            return Map.copyOf(most);
        }
    }

    /** Gives a check the meeting. */
    static final class Meetings implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Meeting.class;
        }

        @Override
        public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getStore(
                            ExtensionContext.StoreScope.LAUNCHER_SESSION,
                            ExtensionContext.Namespace.create(Meeting.class))
                    .get(Meeting.class);
        }
    }

    /** Two checks that end only once another scenario is there. */
    @Scenario(id = "GUIDE-003", title = "One of two that meet")
    @ExtendWith({RepeatedPlays.class, Meetings.class})
    static class Left {

        @Test
        void one(Meeting meeting) throws Exception {
            meeting.attend(getClass().getSimpleName());
        }

        @Test
        void other(Meeting meeting) throws Exception {
            meeting.attend(getClass().getSimpleName());
        }
    }

    /** The other scenario. */
    @Scenario(id = "GUIDE-004", title = "The other of two that meet")
    static class Right extends Left {}
}

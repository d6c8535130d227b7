package io.meshconformance.harness.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.meshconformance.evidence.declaration.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Whose turn it is, shown by scenarios without a cluster that wait for each other. */
@Timeout(60)
class TurnTakingTest {

    /** By a key that JUnit's test kit can hand to {@link Together}: it takes words alone. */
    private static final Map<String, Meeting> HANDED_IN = new ConcurrentHashMap<>();

    private final String key = UUID.randomUUID().toString();
    private final Meeting meeting = new Meeting();
    private boolean parallel = true;
    private boolean planned = true;

    @AfterEach
    void end() {
        HANDED_IN.remove(key);
    }

    @Test
    @DisplayName("a mesh-wide scenario is played beside no other, neither a mesh-wide one nor one that shares the mesh")
    void alone() {
        play(Alone.class, Shared.class, AloneToo.class, SharedToo.class);

        assertEquals(
                Set.of(Set.of("Alone"), Set.of("AloneToo")),
                meeting.seen.stream()
                        .filter(there -> there.contains("Alone") || there.contains("AloneToo"))
                        .collect(Collectors.toSet()));
    }

    @Test
    @DisplayName(
            "those that change the proxy follow each other without a gap, beside two at the most that do not go by it")
    void proxy() {
        play(
                Shared.class,
                PastProxy.class,
                ProxyWide.class,
                SharedToo.class,
                ProxyWideToo.class,
                PastProxyToo.class,
                PastProxyAsWell.class);

        List<Set<String>> beside = meeting.seen.stream()
                .filter(there -> there.stream().anyMatch(each -> each.startsWith("ProxyWide")))
                .toList();
        assertTrue(beside.stream().noneMatch(TurnTakingTest::hasShared), beside::toString);
        assertTrue(beside.stream().allMatch(there -> there.size() <= 3), beside::toString);
        assertTrue(
                beside.stream().noneMatch(there -> there.containsAll(Set.of("ProxyWide", "ProxyWideToo"))),
                beside::toString);
        assertTrue(
                beside.stream().anyMatch(there -> there.stream().anyMatch(each -> each.startsWith("PastProxy"))),
                beside::toString);
        int last = meeting.seen.lastIndexOf(beside.get(beside.size() - 1));
        assertTrue(meeting.seen.subList(0, last).stream().noneMatch(TurnTakingTest::hasShared), meeting.seen::toString);
    }

    private static boolean hasShared(Set<String> there) {
        return there.contains("Shared") || there.contains("SharedToo");
    }

    @Test
    @DisplayName("one that changes the proxy and does not begin keeps nobody waiting")
    void skipped() {
        play(Shared.class, Switched.class, Alone.class);
        assertEquals(List.of(Set.of("Shared"), Set.of("Alone")), meeting.seen);
    }

    @Test
    @DisplayName("one that waits for its turn has not begun: what ends the run meanwhile keeps it from it")
    void ended() {
        play(ProxyWide.class, UntilThen.class);
        assertEquals(List.of(Set.of("ProxyWide")), meeting.seen);
    }

    @Test
    @DisplayName("where nobody says what is planned each ends its turn, and none that change the same meet")
    void unplanned() {
        planned = false;
        play(Alone.class, Shared.class, SharedToo.class, ProxyWide.class, ProxyWideToo.class, PastProxy.class);
        assertEquals(6, meeting.seen.size());
        assertTrue(meeting.seen.contains(Set.of("Alone")), meeting.seen::toString);
        assertTrue(
                meeting.seen.stream()
                        .filter(there -> there.contains("ProxyWide"))
                        .noneMatch(there -> hasShared(there) || there.contains("ProxyWideToo")),
                meeting.seen::toString);
    }

    @Test
    @DisplayName("one after the other they are played in any order")
    void oneByOne() {
        parallel = false;
        play(Alone.class, Shared.class, ProxyWide.class, PastProxy.class);
        assertEquals(4, meeting.seen.size());
    }

    private void play(Class<?>... scenarios) {
        HANDED_IN.put(key, meeting);
        var config = LauncherConfig.builder()
                .enableLauncherSessionListenerAutoRegistration(false)
                .addLauncherSessionListeners(planned ? new RunPlan() : new LauncherSessionListener() {})
                .build();
        var summary = new SummaryGeneratingListener();
        try (LauncherSession session = LauncherFactory.openSession(config)) {
            session.getLauncher()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(Stream.of(scenarios)
                                            .map(type -> selectClass(type))
                                            .toList())
                                    .configurationParameters(SideBySide.PARAMETERS)
                                    .configurationParameter(RunPlan.PARALLEL, String.valueOf(parallel))
                                    .configurationParameter(
                                            "junit.jupiter.testclass.order.default", SeededOrder.class.getName())
                                    .configurationParameter(Together.class.getName(), key)
                                    .build(),
                            summary);
        }
        assertEquals(List.of(), summary.getSummary().getFailures());
    }

    /** The scenarios that are played at a time. */
    private static final class Meeting {

        private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(500);

        private final Set<String> there = new TreeSet<>();
        private final List<Set<String>> seen = new CopyOnWriteArrayList<>();

        /** Stays until another comes, or long enough for any other that may come. */
        synchronized void attend(String scenario) throws InterruptedException {
            there.add(scenario);
            seen.add(Set.copyOf(there));
            notifyAll();
            long until = System.nanoTime() + PATIENCE;
            long left = PATIENCE;
            while (there.size() == 1 && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = until - System.nanoTime();
            }
            there.remove(scenario);
        }
    }

    /** Has a check attend the meeting. */
    static final class Together implements BeforeEachCallback {

        @Override
        public void beforeEach(ExtensionContext context) throws InterruptedException {
            met(context).attend(context.getRequiredTestClass().getSimpleName());
        }
    }

    /** Lets none begin once there was one at the meeting. */
    static final class Ended implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            boolean over =
                    context.getTestMethod().isEmpty() && !met(context).seen.isEmpty();
            return over ? ConditionEvaluationResult.disabled("over") : ConditionEvaluationResult.enabled("not over");
        }
    }

    private static Meeting met(ExtensionContext context) {
        String key = context.getConfigurationParameter(Together.class.getName()).orElseThrow();
        return Objects.requireNonNull(HANDED_IN.get(key), key);
    }

    @ExtendWith({RepeatedPlays.class, TurnTaking.class, Together.class})
    @Scenario(id = "GUIDE-001", title = "Changes what all stand on", meshWide = true)
    static class Alone {

        @Test
        void check() {}
    }

    @ExtendWith({RepeatedPlays.class, TurnTaking.class, Together.class})
    @Scenario(id = "GUIDE-002", title = "Changes it too", meshWide = true)
    static class AloneToo {

        @Test
        void check() {}
    }

    @ExtendWith({RepeatedPlays.class, TurnTaking.class, Together.class})
    @Scenario(id = "GUIDE-003", title = "Stands on what all stand on")
    static class Shared {

        @Test
        void check() {}
    }

    @ExtendWith({RepeatedPlays.class, TurnTaking.class, Together.class})
    @Scenario(id = "GUIDE-004", title = "Stands on it too")
    static class SharedToo {

        @Test
        void check() {}
    }

    @Execution(ExecutionMode.SAME_THREAD)
    @ExtendWith({RepeatedPlays.class, TurnTaking.class, Together.class})
    @Scenario(id = "GUIDE-005", title = "Changes the proxy", proxyWide = true)
    static class ProxyWide {

        @Test
        void check() {}
    }

    @Execution(ExecutionMode.SAME_THREAD)
    @ExtendWith({RepeatedPlays.class, TurnTaking.class, Together.class})
    @Scenario(id = "GUIDE-006", title = "Changes the proxy too", proxyWide = true)
    static class ProxyWideToo {

        @Test
        void check() {}
    }

    @ExtendWith({RepeatedPlays.class, TurnTaking.class, Together.class})
    @Scenario(id = "GUIDE-007", title = "Does not go by the proxy", byProxy = false)
    static class PastProxy {

        @Test
        void check() {}
    }

    @ExtendWith({RepeatedPlays.class, TurnTaking.class, Together.class})
    @Scenario(id = "GUIDE-008", title = "Does not go by it either", byProxy = false)
    static class PastProxyToo {

        @Test
        void check() {}
    }

    @ExtendWith({RepeatedPlays.class, TurnTaking.class, Together.class})
    @Scenario(id = "GUIDE-009", title = "Does not go by it as well", byProxy = false)
    static class PastProxyAsWell {

        @Test
        void check() {}
    }

    @Disabled("as after the budget of a run")
    @Execution(ExecutionMode.SAME_THREAD)
    @ExtendWith({RepeatedPlays.class, TurnTaking.class, Together.class})
    @Scenario(id = "GUIDE-010", title = "Would change the proxy", proxyWide = true)
    static class Switched {

        @Test
        void check() {}
    }

    @ExtendWith({RepeatedPlays.class, TurnTaking.class, Ended.class, Together.class})
    @Scenario(id = "GUIDE-011", title = "Stands on what all stand on, until the run is over")
    static class UntilThen {

        @Test
        void check() {}
    }
}

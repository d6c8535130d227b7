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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The lock on the mesh, shown by scenarios without a cluster that wait for each other. */
class MeshLockTest {

    /** By a key that JUnit's test kit can hand to {@link Together}: it takes words alone. */
    private static final Map<String, Meeting> HANDED_IN = new ConcurrentHashMap<>();

    private final String key = UUID.randomUUID().toString();
    private final Meeting meeting = new Meeting();

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
    @DisplayName("one that changes the proxy is played beside those alone that do not go by it")
    void proxy() {
        play(Shared.class, PastProxy.class, ProxyWide.class, SharedToo.class, ProxyWideToo.class, PastProxyToo.class);

        Set<Set<String>> beside = meeting.seen.stream()
                .filter(there -> there.stream().anyMatch(each -> each.startsWith("ProxyWide")))
                .collect(Collectors.toSet());
        assertTrue(
                beside.stream().noneMatch(there -> there.contains("Shared") || there.contains("SharedToo")),
                beside::toString);
        assertTrue(
                beside.stream().noneMatch(there -> there.containsAll(Set.of("ProxyWide", "ProxyWideToo"))),
                beside::toString);
        assertTrue(
                meeting.seen.stream()
                        .anyMatch(there ->
                                there.size() > 1 && there.stream().anyMatch(each -> each.startsWith("PastProxy"))),
                () -> meeting.seen.toString());
    }

    private void play(Class<?>... scenarios) {
        HANDED_IN.put(key, meeting);
        var kit = EngineTestKit.engine("junit-jupiter")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .configurationParameter(
                        "junit.jupiter.execution.parallel.config.executor-service", "worker_thread_pool")
                .configurationParameter(Together.class.getName(), key);
        for (Class<?> scenario : scenarios) {
            kit.selectors(selectClass(scenario));
        }
        kit.execute()
                .testEvents()
                .assertStatistics(tests -> tests.started(scenarios.length).succeeded(scenarios.length));
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
            String key =
                    context.getConfigurationParameter(Together.class.getName()).orElseThrow();
            Objects.requireNonNull(HANDED_IN.get(key), key)
                    .attend(context.getRequiredTestClass().getSimpleName());
        }
    }

    @ExtendWith({RepeatedPlays.class, Together.class})
    @Scenario(id = "GUIDE-001", title = "Changes what all stand on", meshWide = true)
    static class Alone {

        @Test
        void check() {}
    }

    @ExtendWith({RepeatedPlays.class, Together.class})
    @Scenario(id = "GUIDE-002", title = "Changes it too", meshWide = true)
    static class AloneToo {

        @Test
        void check() {}
    }

    @ExtendWith({RepeatedPlays.class, Together.class})
    @Scenario(id = "GUIDE-003", title = "Stands on what all stand on")
    static class Shared {

        @Test
        void check() {}
    }

    @ExtendWith({RepeatedPlays.class, Together.class})
    @Scenario(id = "GUIDE-004", title = "Stands on it too")
    static class SharedToo {

        @Test
        void check() {}
    }

    @ExtendWith({RepeatedPlays.class, Together.class})
    @Scenario(id = "GUIDE-005", title = "Changes the proxy", proxyWide = true)
    static class ProxyWide {

        @Test
        void check() {}
    }

    @ExtendWith({RepeatedPlays.class, Together.class})
    @Scenario(id = "GUIDE-006", title = "Changes the proxy too", proxyWide = true)
    static class ProxyWideToo {

        @Test
        void check() {}
    }

    @ExtendWith({RepeatedPlays.class, Together.class})
    @Scenario(id = "GUIDE-007", title = "Does not go by the proxy", byProxy = false)
    static class PastProxy {

        @Test
        void check() {}
    }

    @ExtendWith({RepeatedPlays.class, Together.class})
    @Scenario(id = "GUIDE-008", title = "Does not go by it either", byProxy = false)
    static class PastProxyToo {

        @Test
        void check() {}
    }
}

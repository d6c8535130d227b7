package io.meshconformance.harness.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.evidence.declaration.Scenario;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SuccessionTest {

    @Test
    @DisplayName("a scenario follows the one with the same base that began so many before it")
    void follows() {
        List<Scenario> order = scenarios(First.class, Other.class, Second.class, Third.class, Alone.class);

        assertEquals(
                Map.of("GUIDE-001", "GUIDE-002", "GUIDE-002", "GUIDE-003"),
                Succession.of(order, 1).followers());
        assertEquals(Map.of("GUIDE-001", "GUIDE-003"), Succession.of(order, 2).followers());
        assertEquals(Map.of(), Succession.of(order, 3).followers());
    }

    @Test
    @DisplayName(
            "a scenario whose workload keeps what it was asked, or that applies something else first, follows none")
    void own() {
        Succession succession = Succession.of(scenarios(Alone.class, Alone.class, Late.class, First.class), 1);

        assertEquals(Map.of(), succession.followers());
        assertFalse(succession.has("GUIDE-001"));
    }

    @Test
    @DisplayName("the first of a row and the last take part in it")
    void partakes() {
        Succession succession = Succession.of(scenarios(First.class, Second.class), 1);

        assertTrue(succession.has("GUIDE-001"));
        assertTrue(succession.has("GUIDE-002"));
        assertTrue(succession.follower("GUIDE-002").isEmpty());
    }

    @Test
    @DisplayName(
            "of those that change the proxy the next one's stage is built ahead, where it takes none over and leaves one")
    void ahead() {
        List<Scenario> order = scenarios(
                FirstOfProxy.class, AloneOfProxy.class, SecondOfProxy.class, First.class, Second.class, Third.class);

        assertEquals(
                Map.of("GUIDE-009", "GUIDE-008"), ahead(Succession.of(order, 3)), "GUIDE-009 has nothing to leave");
        assertEquals(Map.of(), ahead(Succession.of(order, 1)), "GUIDE-008 takes over what GUIDE-007 left");
        assertEquals(Map.of(), ahead(Succession.of(order, 4)), "nobody comes after GUIDE-008");
    }

    private static Map<String, String> ahead(Succession succession) {
        return succession.ahead().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().id()));
    }

    private static List<Scenario> scenarios(Class<?>... types) {
        return Stream.of(types).map(type -> type.getAnnotation(Scenario.class)).toList();
    }

    @Scenario(id = "GUIDE-001", title = "One", manifests = "sample/base.yaml")
    private static final class First {}

    @Scenario(
            id = "GUIDE-002",
            title = "Another",
            manifests = {"sample/base.yaml", "sample/beside.yaml"})
    private static final class Second {}

    @Scenario(id = "GUIDE-003", title = "A third", manifests = "sample/base.yaml")
    private static final class Third {}

    @Scenario(
            id = "GUIDE-004",
            title = "With the base, but later",
            manifests = {"sample/beside.yaml", "sample/base.yaml"})
    private static final class Late {}

    @Scenario(id = "GUIDE-005", title = "With what is its own", manifests = "sample/beside.yaml")
    private static final class Alone {}

    @Scenario(id = "GUIDE-006", title = "With nothing")
    private static final class Other {}

    @Scenario(id = "GUIDE-007", title = "Changes the proxy", manifests = "sample/base.yaml", proxyWide = true)
    private static final class FirstOfProxy {}

    @Scenario(id = "GUIDE-008", title = "Changes it too", manifests = "sample/base.yaml", proxyWide = true)
    private static final class SecondOfProxy {}

    @Scenario(id = "GUIDE-009", title = "On its own", manifests = "sample/beside.yaml", proxyWide = true)
    private static final class AloneOfProxy {}
}

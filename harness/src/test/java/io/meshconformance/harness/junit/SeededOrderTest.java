package io.meshconformance.harness.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.meshconformance.evidence.declaration.Scenario;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.Test;

class SeededOrderTest {

    @Scenario(id = "A-001", title = "a")
    private static final class First {}

    @Scenario(id = "A-002", title = "b")
    private static final class Second {}

    @Scenario(id = "A-003", title = "c")
    private static final class Third {}

    @Scenario(id = "A-004", title = "d", meshWide = true)
    private static final class Alone {}

    @Scenario(id = "A-005", title = "e", meshWide = true)
    private static final class AloneToo {}

    @Scenario(id = "A-006", title = "f", proxyWide = true)
    private static final class ProxyWide {}

    @Scenario(id = "A-007", title = "g", byProxy = false)
    private static final class PastProxy {}

    @Scenario(id = "A-008", title = "h", byProxy = false, isLong = true)
    private static final class LongPastProxy {}

    private static final List<Class<?>> ALL = List.of(
            LongPastProxy.class,
            First.class,
            Alone.class,
            Second.class,
            AloneToo.class,
            Third.class,
            PastProxy.class,
            ProxyWide.class);

    @Test
    void oneSeedIsOneOrderHoweverTheClassesAreFound() {
        List<Class<?>> reversed = new ArrayList<>(ALL);
        Collections.reverse(reversed);
        assertEquals(ordered(ALL, 7), ordered(reversed, 7));
    }

    @Test
    void otherSeedsAreOtherOrdersOfTheSame() {
        var orders = new HashSet<List<Class<?>>>();
        IntStream.range(0, 50).forEach(seed -> orders.add(ordered(ALL, seed)));
        assertNotEquals(1, orders.size());
        orders.forEach(order -> assertEquals(new HashSet<>(ALL), new HashSet<>(order)));
    }

    @Test
    void whatNeedsTheProxyComesFirstThenWhatPlaysBesideItLongOnesFirstAndWhatNeedsTheMeshLast() {
        IntStream.range(0, 50).forEach(seed -> {
            List<Class<?>> order = ordered(ALL, seed);
            assertEquals(List.of(ProxyWide.class, LongPastProxy.class, PastProxy.class), order.subList(0, 3));
            assertEquals(Set.of(Alone.class, AloneToo.class), new HashSet<>(order.subList(6, 8)));
        });
    }

    private static List<Class<?>> ordered(List<Class<?>> classes, long seed) {
        return SeededOrder.order(
                        classes.stream().<ClassDescriptor>map(Described::new).toList(), seed)
                .stream()
                .<Class<?>>map(ClassDescriptor::getTestClass)
                .toList();
    }

    private record Described(Class<?> testClass) implements ClassDescriptor {

        @Override
        public Class<?> getTestClass() {
            return testClass;
        }

        @Override
        public String getDisplayName() {
            return testClass.getSimpleName();
        }

        @Override
        public boolean isAnnotated(Class<? extends Annotation> type) {
            return testClass.isAnnotationPresent(type);
        }

        @Override
        public <A extends Annotation> Optional<A> findAnnotation(Class<A> type) {
            return Optional.ofNullable(testClass.getAnnotation(type));
        }

        @Override
        public <A extends Annotation> List<A> findRepeatableAnnotations(Class<A> type) {
            return Stream.of(testClass.getAnnotationsByType(type)).toList();
        }
    }
}

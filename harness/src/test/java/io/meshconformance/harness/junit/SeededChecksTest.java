package io.meshconformance.harness.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodDescriptor;
import org.junit.jupiter.api.Test;

class SeededChecksTest {

    private static final List<MethodDescriptor> CHECKS = Stream.of(SeededChecksTest.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Test.class))
            .<MethodDescriptor>map(Described::new)
            .toList();

    @Test
    void oneSeedIsOneOrderHoweverTheChecksAreFound() {
        List<MethodDescriptor> reversed = new ArrayList<>(CHECKS);
        Collections.reverse(reversed);

        assertEquals(SeededChecks.order(CHECKS, 7), SeededChecks.order(reversed, 7));
    }

    @Test
    void otherSeedsAreOtherOrdersOfTheSame() {
        Set<List<MethodDescriptor>> orders = new HashSet<>();
        IntStream.range(0, 50).forEach(seed -> orders.add(SeededChecks.order(CHECKS, seed)));

        assertTrue(orders.size() > 1, "always the same order");
        orders.forEach(order -> assertEquals(new HashSet<>(CHECKS), new HashSet<>(order)));
    }

    private record Described(Method method) implements MethodDescriptor {

        @Override
        public Method getMethod() {
            return method;
        }

        @Override
        public String getDisplayName() {
            return method.getName();
        }

        @Override
        public boolean isAnnotated(Class<? extends Annotation> type) {
            return method.isAnnotationPresent(type);
        }

        @Override
        public <A extends Annotation> Optional<A> findAnnotation(Class<A> type) {
            return Optional.ofNullable(method.getAnnotation(type));
        }

        @Override
        public <A extends Annotation> List<A> findRepeatableAnnotations(Class<A> type) {
            return Stream.of(method.getAnnotationsByType(type)).toList();
        }
    }
}

package io.meshconformance.harness.junit;

import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.evidence.declaration.SecondPass;
import io.meshconformance.run.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/**
 * The order of the scenarios: random by the run's seed, since none may depend on another. Those that need the proxy for
 * themselves come first, one after the other, and beside them those that can; then those that go by the proxy; and those
 * that need the mesh for themselves last: where they meet, everything waits until the slowest has ended. Long ones begin
 * before others of their kind. A {@link SecondPass} names its own order.
 *
 * <p>JUnit tries a scenario whose lock is taken again after all that it has not tried yet. What needs the proxy for itself is
 * therefore annotated to be played by one thread, which JUnit does at once and in this order, while its other threads play
 * the rest.
 */
public final class SeededOrder implements ClassOrderer {

    private static final int PROXY_WIDE = 0;
    private static final int PAST_PROXY = 1;
    private static final int BY_PROXY = 2;
    private static final int MESH_WIDE = 3;

    /** Creates the order; JUnit does. */
    public SeededOrder() {}

    @Override
    public void orderClasses(ClassOrdererContext context) {
        List<ClassDescriptor> classes = new ArrayList<>();
        context.getClassDescriptors().forEach(classes::add);
        List<ClassDescriptor> order = order(classes, Settings.ofThisProcess().seed());
        context.getConfigurationParameter(SecondPass.PARAMETER)
                .map(ids -> List.of(ids.split(",")))
                .ifPresent(ids -> order.sort(Comparator.comparing(each -> ids.indexOf(id(each)))));
        context.getClassDescriptors().sort(Comparator.comparing(order::indexOf));
    }

    private static String id(ClassDescriptor each) {
        return each.findAnnotation(Scenario.class).map(Scenario::id).orElse("");
    }

    static List<ClassDescriptor> order(List<ClassDescriptor> classes, long seed) {
        List<ClassDescriptor> shuffled = new ArrayList<>(classes);
        shuffled.sort(Comparator.comparing(each -> each.getTestClass().getName()));
        // By its full name: the orderer that is implemented here has a Random of its own.
        Collections.shuffle(shuffled, new java.util.Random(seed));
        shuffled.sort(Comparator.comparingInt(SeededOrder::rank).thenComparing(each -> !isLong(each)));
        return shuffled;
    }

    private static boolean isLong(ClassDescriptor each) {
        return each.findAnnotation(Scenario.class).map(Scenario::isLong).orElse(false);
    }

    private static int rank(ClassDescriptor each) {
        return each.findAnnotation(Scenario.class)
                .map(scenario -> scenario.meshWide()
                        ? MESH_WIDE
                        : scenario.proxyWide() ? PROXY_WIDE : scenario.byProxy() ? BY_PROXY : PAST_PROXY)
                .orElse(BY_PROXY);
    }
}

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
 * The order of the scenarios: random by the run's seed, since none may depend on another, within the {@link Phase phases} of
 * a run. Long ones begin before others of their phase. A {@link SecondPass} names its own order.
 *
 * <p>What changes the proxy is annotated to be played by one thread, which JUnit does at once and in this order, while its
 * other threads play the rest.
 */
public final class SeededOrder implements ClassOrderer {

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
        shuffled.sort(Comparator.comparing(SeededOrder::phase).thenComparing(each -> !isLong(each)));
        return shuffled;
    }

    private static boolean isLong(ClassDescriptor each) {
        return each.findAnnotation(Scenario.class).map(Scenario::isLong).orElse(false);
    }

    private static Phase phase(ClassDescriptor each) {
        return each.findAnnotation(Scenario.class).map(Phase::of).orElse(Phase.BY_PROXY);
    }
}

package io.meshconformance.harness.junit;

import io.meshconformance.run.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.MethodDescriptor;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;

/**
 * The order of the checks of a scenario: random by the run's seed. They share one namespace, and each has to leave it as the
 * others need it.
 */
public final class SeededChecks implements MethodOrderer {

    /** Creates the order; JUnit does. */
    public SeededChecks() {}

    @Override
    public void orderMethods(MethodOrdererContext context) {
        List<MethodDescriptor> checks = new ArrayList<>(context.getMethodDescriptors());
        long seed = Settings.ofThisProcess().seed();
        List<MethodDescriptor> order =
                order(checks, seed ^ context.getTestClass().getName().hashCode());
        context.getMethodDescriptors().sort(Comparator.comparing(order::indexOf));
    }

    static List<MethodDescriptor> order(List<MethodDescriptor> checks, long seed) {
        List<MethodDescriptor> order = new ArrayList<>(checks);
        order.sort(Comparator.comparing(check -> check.getMethod().toGenericString()));
        // A plain Random begins alike for seeds that lie together, which orders two or three checks always the same
        // way.
        Collections.shuffle(order, new java.util.Random(new SplittableRandom(seed).nextLong()));
        return order;
    }
}

package io.meshconformance.harness.junit;

import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.run.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/**
 * The order of the scenarios: random by the run's seed, since none may depend on another. Those that need the mesh for
 * themselves come before or after all others, by the seed as well: where they meet, everything waits until the slowest
 * has ended, and so they meet once.
 */
public final class SeededOrder implements ClassOrderer {

    /** Creates the order; JUnit does. */
    public SeededOrder() {}

    @Override
    public void orderClasses(ClassOrdererContext context) {
        List<ClassDescriptor> classes = new ArrayList<>();
        context.getClassDescriptors().forEach(classes::add);
        List<ClassDescriptor> order = order(classes, Settings.ofThisProcess().seed());
        context.getClassDescriptors().sort(Comparator.comparing(order::indexOf));
    }

    static List<ClassDescriptor> order(List<ClassDescriptor> classes, long seed) {
        // By its full name: the orderer that is implemented here has a Random of its own.
        var random = new java.util.Random(seed);
        List<ClassDescriptor> sideBySide = new ArrayList<>();
        List<ClassDescriptor> alone = new ArrayList<>();
        classes.stream()
                .sorted((one, other) -> one.getTestClass()
                        .getName()
                        .compareTo(other.getTestClass().getName()))
                .forEach(each -> (isAlone(each) ? alone : sideBySide).add(each));
        Collections.shuffle(sideBySide, random);
        Collections.shuffle(alone, random);
        sideBySide.addAll(random.nextBoolean() ? 0 : sideBySide.size(), alone);
        return sideBySide;
    }

    private static boolean isAlone(ClassDescriptor each) {
        return each.findAnnotation(Scenario.class).filter(Scenario::meshWide).isPresent();
    }
}

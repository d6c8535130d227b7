package io.meshconformance.harness.junit;

import io.meshconformance.harness.scenario.Scenario;
import io.meshconformance.run.Settings;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/** Leaves the scenarios that were asked for by id; without such a wish, all. */
public final class SelectedScenarios implements PostDiscoveryFilter {

    private final List<String> wanted;

    /**
     * Creates the filter from the system properties; the launcher does.
     *
     * @throws io.meshconformance.run.WrongUse when a setting is wrong
     */
    public SelectedScenarios() {
        this.wanted = Settings.ofThisProcess().choice().scenarios();
    }

    @Override
    public FilterResult apply(TestDescriptor descriptor) {
        boolean other = !wanted.isEmpty()
                && descriptor
                        .getSource()
                        .flatMap(SelectedScenarios::testClass)
                        .filter(this::isOther)
                        .isPresent();
        return FilterResult.includedIf(!other, () -> "asked for", () -> "not among " + wanted);
    }

    /** A class stays as long as one of its methods does, so methods are asked for their class as well. */
    private static Optional<Class<?>> testClass(TestSource source) {
        if (source instanceof ClassSource declared) {
            return Optional.of(declared.getJavaClass());
        }
        return source instanceof MethodSource method ? Optional.of(method.getJavaClass()) : Optional.empty();
    }

    private boolean isOther(Class<?> testClass) {
        @Nullable Scenario scenario = testClass.getAnnotation(Scenario.class);
        return scenario != null && !wanted.contains(scenario.id());
    }
}

package io.meshconformance.harness.junit;

import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.run.Choice;
import io.meshconformance.run.LastRun;
import io.meshconformance.run.RequirementIndex;
import io.meshconformance.run.Setting;
import io.meshconformance.run.Settings;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/**
 * Leaves the scenarios that were asked for; without such a wish, all. Their ids are written back among the settings, so
 * that the report, which reads them later, finds the same: by then the last run's report, which may have said
 * what failed, is replaced.
 */
public final class SelectedScenarios implements PostDiscoveryFilter {

    private final List<String> wanted;

    /**
     * Creates the filter from the system properties; the launcher does.
     *
     * @throws io.meshconformance.run.WrongUse when a setting is wrong, or no scenario is left
     */
    public SelectedScenarios() {
        this.wanted = wanted(System.getProperties());
    }

    private static List<String> wanted(Properties properties) {
        Settings settings = Settings.ofThisProcess();
        Choice choice = settings.choice();
        if (choice.isEverything()) {
            return List.of();
        }
        List<String> wanted = choice.among(
                RequirementIndex.of(Settings.root(properties)),
                new LastRun(settings.report().directory())::failed);
        properties.setProperty(Setting.SCENARIO.key(), String.join(",", wanted));
        properties.setProperty(Setting.FAILED.key(), "false");
        return wanted;
    }

    /**
     * Takes a class that is no scenario, or one that was asked for.
     *
     * @throws io.meshconformance.run.WrongUse when that scenario asks for what it cannot be given
     */
    @Override
    public FilterResult apply(TestDescriptor descriptor) {
        Optional<Class<?>> type = descriptor.getSource().flatMap(SelectedScenarios::testClass);
        boolean other = !wanted.isEmpty() && type.filter(this::isOther).isPresent();
        if (!other
                && descriptor.getSource().filter(ClassSource.class::isInstance).isPresent()) {
            type.ifPresent(SelectedScenarios::requireGivable);
        }
        return FilterResult.includedIf(!other, () -> "asked for", () -> "not among " + wanted);
    }

    private static void requireGivable(Class<?> testClass) {
        @Nullable Scenario scenario = testClass.getAnnotation(Scenario.class);
        if (scenario != null) {
            GivenFields.of(testClass).require(scenario);
        }
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

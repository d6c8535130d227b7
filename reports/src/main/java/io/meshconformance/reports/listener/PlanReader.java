package io.meshconformance.reports.listener;

import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.reports.events.Ending;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Reads JUnit's events: finds scenarios and checks by the annotations on their sources, and how they ended. */
final class PlanReader {

    private final TestPlan plan;

    PlanReader(TestPlan plan) {
        this.plan = plan;
    }

    /** The declaration, where the identifier is a scenario's own container. */
    static Optional<Scenario> scenario(TestIdentifier identifier) {
        return source(identifier, ClassSource.class).flatMap(source -> {
            try {
                return AnnotationSupport.findAnnotation(source.getJavaClass(), Scenario.class);
            } catch (JUnitException unloadable) {
                // JUnit reports a class it cannot load itself; it is no scenario of ours.
                return Optional.empty();
            }
        });
    }

    /** The scenario of which this identifier is one play, where it is. */
    Optional<TestIdentifier> played(TestIdentifier identifier) {
        return scenario(identifier).isPresent()
                ? plan.getParent(identifier).filter(parent -> scenario(parent).isPresent())
                : Optional.empty();
    }

    /**
     * The sentences of a scenario's checks by the names of their methods, in the order of the source: known before JUnit
     * says what it will run.
     */
    static Map<String, String> checks(TestIdentifier identifier) {
        return source(identifier, ClassSource.class)
                .map(source -> checks(source.getJavaClass()))
                .orElse(List.of())
                .stream()
                .collect(Collectors.toMap(
                        Method::getName,
                        method -> AnnotationSupport.findAnnotation(method, Check.class)
                                .map(Check::value)
                                .orElse(method.getName()),
                        (one, overloaded) -> one,
                        LinkedHashMap::new));
    }

    private static List<Method> checks(Class<?> scenario) {
        List<String> order = SourceOrder.of(scenario);
        return AnnotationSupport.findAnnotatedMethods(scenario, Check.class, HierarchyTraversalMode.TOP_DOWN).stream()
                .sorted(Comparator.comparing(check -> order.indexOf(check.getName())))
                .toList();
    }

    /** The scenario, or the play of it, that an identifier belongs to, itself included. */
    Optional<TestIdentifier> scenarioOf(TestIdentifier identifier) {
        Optional<TestIdentifier> current = Optional.of(identifier);
        while (current.isPresent() && scenario(current.get()).isEmpty()) {
            current = plan.getParent(current.get());
        }
        return current;
    }

    /** True where the identifier stands for a method or one of its invocations. */
    static boolean isCheck(TestIdentifier identifier) {
        return source(identifier, MethodSource.class).isPresent();
    }

    /** The method's own identifier, where this one is an invocation of it. */
    Optional<TestIdentifier> template(TestIdentifier identifier) {
        return plan.getParent(identifier).filter(PlanReader::isCheck);
    }

    /** Name of the method. */
    static String method(TestIdentifier identifier) {
        return source(identifier, MethodSource.class)
                .map(MethodSource::getMethodName)
                .orElse(identifier.getDisplayName());
    }

    /** Name of the method, with the index of the invocation. */
    String checkId(TestIdentifier identifier) {
        String method = method(identifier);
        return template(identifier)
                .map(template ->
                        method + identifier.getUniqueIdObject().getLastSegment().getValue())
                .orElse(method);
    }

    /** The sentence of the check, with the name of the invocation; where it states none, its name alone. */
    String sentence(TestIdentifier identifier) {
        String name = identifier.getDisplayName();
        return source(identifier, MethodSource.class)
                .flatMap(PlanReader::check)
                .map(Check::value)
                .map(sentence -> template(identifier).isPresent() ? sentence + " (" + name + ")" : sentence)
                .orElse(name);
    }

    /** How an identifier ended, without the exception object. */
    static Ending ending(TestExecutionResult result) {
        return switch (result.getStatus()) {
            case SUCCESSFUL -> Ending.PASSED;
            case ABORTED -> Ending.aborted(result.getThrowable().orElse(null));
            case FAILED -> Ending.failed(result.getThrowable().orElse(null));
        };
    }

    private static Optional<Check> check(MethodSource source) {
        Method method = source.getJavaMethod();
        return AnnotationSupport.findAnnotation(method, Check.class);
    }

    private static <T extends TestSource> Optional<T> source(TestIdentifier identifier, Class<T> type) {
        return identifier.getSource().filter(type::isInstance).map(type::cast);
    }
}

package io.meshconformance.harness.junit;

import io.meshconformance.evidence.declaration.Scenario;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** What a class declares. JUnit gives the extensions of this package, as services, every class that it runs. */
final class Declared {

    private Declared() {}

    /** The scenario that a context is of as a whole; empty for one of its checks, and for any other class. */
    static Optional<Scenario> wholeScenario(ExtensionContext context) {
        return scenario(context).filter(declared -> context.getTestMethod().isEmpty());
    }

    /** The scenario that the class of a context is; empty for any other class. */
    static Optional<Scenario> scenario(ExtensionContext context) {
        return context.getTestClass().flatMap(type -> AnnotationSupport.findAnnotation(type, Scenario.class));
    }
}

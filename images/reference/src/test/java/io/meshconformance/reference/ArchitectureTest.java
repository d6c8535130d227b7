package io.meshconformance.reference;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The laws of the reference implementations that a machine can hold. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
    private static final String REFERENCE = "io.meshconformance.reference";

    private final JavaClasses reference = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(REFERENCE);

    @Test
    @DisplayName("no packages depend on each other in a circle")
    void cycles() {
        slices().matching(REFERENCE + ".(**)").should().beFreeOfCycles().check(reference);
    }

    @Test
    @DisplayName("no other module of the project is known")
    void modules() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.meshconformance..").and(resideOutsideOfPackage(REFERENCE + "..")))
                .because("an implementation that knew the suite would prove nothing about it")
                .check(reference);
    }

    @Test
    @DisplayName("nothing static can change")
    void staticState() {
        staticFieldsAreFinal().check(reference);
        staticFieldsHoldNoChangingThing().check(reference);
    }

    private static ArchRule staticFieldsAreFinal() {
        return fields().that().areStatic().should().beFinal().because("several proxies live in one JVM of the tests");
    }

    private static ArchRule staticFieldsHoldNoChangingThing() {
        return fields().that()
                .areStatic()
                .should()
                .notHaveRawType(nameMatching("java\\.util\\.(concurrent\\..*|ArrayList|HashMap|HashSet|Linked.*)"))
                .because("a final field may still hold a changing thing");
    }

    @Test
    @DisplayName("no class sleeps")
    void sleeping() {
        noneSleeps().check(reference);
    }

    private static ArchRule noneSleeps() {
        return noClasses()
                .should()
                .callMethodWhere(target(nameMatching("sleep.*"))
                        .and(targetOwner(
                                DescribedPredicate.or(assignableTo(Thread.class), assignableTo(TimeUnit.class)))))
                .because("every request of an event loop would wait along");
    }

    @Test
    @DisplayName("these laws can be broken")
    void lawsCanBeBroken() {
        JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);

        assertTrue(noneSleeps().evaluate(offender).hasViolation());
        assertTrue(staticFieldsAreFinal().evaluate(offender).hasViolation());
        assertTrue(staticFieldsHoldNoChangingThing().evaluate(offender).hasViolation());
    }

    /** Breaks what it can; never run. */
    static final class Offender {
        static final ArrayList<Integer> COUNTERS = new ArrayList<>(List.of(1));
        static int counter;

        private Offender() {}

        static void offend() throws InterruptedException {
            TimeUnit.SECONDS.sleep(counter);
        }
    }
}

package io.meshconformance.reports;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.meshconformance.reports", "gg.jte.generated.precompiled");

    @Test
    void reportsKnowsNothingOfTheHarness() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.meshconformance.harness..")
                .because("what a run recorded is known by the types of the module evidence alone")
                .check(classes);
    }

    @Test
    void reportsKnowsNothingOfKubernetes() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fabric8..", "org.testcontainers..", "io.restassured..", "com.nimbusds..")
                .because("a report is made from events, never from a cluster")
                .check(classes);
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        slices().matching("io.meshconformance.reports.(**)")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }

    @Test
    void theModelKnowsNothingButItself() {
        classes()
                .that()
                .resideInAPackage("..reports.model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "com.fasterxml.jackson.annotation",
                        "io.meshconformance.evidence",
                        "io.meshconformance.evidence.run",
                        "io.meshconformance.run",
                        "..reports.model..")
                .because("every writer stands on it")
                .check(classes);
    }

    @Test
    void onlyTheListenerKnowsJUnit() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..reports.listener")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.junit..")
                .because("a stored report is rendered without JUnit")
                .check(classes);
    }

    @Test
    void noFieldIsStaticAndMutable() {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage("io.meshconformance..")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .because("two runs in one JVM must not meet")
                .check(classes);
    }
}

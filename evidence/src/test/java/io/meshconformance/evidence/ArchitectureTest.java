package io.meshconformance.evidence;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Harness and reports know this module; it knows neither. */
class ArchitectureTest {

    private static final JavaClasses EVIDENCE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.meshconformance.evidence");

    @Test
    @DisplayName("it knows the JDK, Jackson, JSpecify and, for declarations, JUnit's annotations and its aborted tests")
    void knowsLittle() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "com.fasterxml.jackson..",
                        "org.jspecify..",
                        "org.junit.jupiter.api..",
                        "org.opentest4j..",
                        "io.meshconformance.evidence..")
                .check(EVIDENCE);
        noClasses()
                .that()
                .resideOutsideOfPackage("..declaration")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "org.opentest4j..")
                .check(EVIDENCE);
    }
}

package io.meshconformance.harness;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The laws of the harness that a machine can hold. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {

    private static final String HARNESS = "io.meshconformance.harness";

    private final JavaClasses harness = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(HARNESS);

    @Test
    @DisplayName("only the package wait knows Awaitility")
    void awaitility() {
        onlyIn("wait", "org.awaitility..")
                .because("limits are named in one record and every message holds the last observation")
                .check(harness);
    }

    @Test
    @DisplayName("only the browser, and the provider's form in it, know Playwright")
    void playwright() {
        noClasses()
                .that()
                .resideOutsideOfPackages(HARNESS + ".browser", HARNESS + ".oidc")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.microsoft.playwright..")
                .because("Playwright is spoken to by one thread, with a limit for every call")
                .check(harness);
    }

    private static ArchRule onlyIn(String room, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(HARNESS + "." + room)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    @Test
    @DisplayName("no class sleeps")
    void sleeping() {
        noneSleeps().check(harness);
    }

    private static ArchRule noneSleeps() {
        return noClasses()
                .should()
                .callMethodWhere(target(nameMatching("sleep.*"))
                        .and(targetOwner(
                                DescribedPredicate.or(assignableTo(Thread.class), assignableTo(TimeUnit.class)))))
                .because("waiting a while proves nothing");
    }

    @Test
    @DisplayName("REST Assured reads JSON and sends nothing, and is never set up through its static state")
    void restAssured() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.restassured..")
                        .and(DescribedPredicate.not(resideInAPackage("io.restassured.path.json.."))))
                .because("requests go out by the wire client alone")
                .check(harness);
        noStaticRestAssured().check(harness);
    }

    private static ArchRule noStaticRestAssured() {
        return noClasses()
                .should()
                .accessFieldWhere(targetOwner(assignableTo(JsonPath.class)))
                .because("its static settings are shared by every thread of the run");
    }

    @Test
    @DisplayName("types are nouns that say what they are for")
    void names() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .check(harness);
    }

    @Test
    @DisplayName("nothing static can change")
    void staticState() {
        staticFieldsAreFinal().check(harness);
        fields().that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .notHaveRawType(nameMatching("java\\.util\\.(concurrent\\..*|ArrayList|HashMap|HashSet|Linked.*)"))
                .because("a final field may still hold a changing thing")
                .check(harness);
    }

    @Test
    @DisplayName("every package says that nothing is null unless it says so")
    void nullMarked() {
        classes()
                .that()
                .resideInAPackage(HARNESS + "..")
                .should(new ArchCondition<>("reside in a null-marked package") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                        events.add(new SimpleConditionEvent(
                                type, marked, type.getName() + " is in a package without @NullMarked"));
                    }
                })
                .check(harness);
    }

    @Test
    @DisplayName("no packages depend on each other in a circle")
    void cycles() {
        slices().matching(HARNESS + ".(*)..").should().beFreeOfCycles().check(harness);
    }

    @Test
    @DisplayName("only the extension knows JUnit's lifecycle, and only what gets a cluster knows Testcontainers")
    void libraries() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HARNESS + ".junit")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit.jupiter..", "org.junit.platform..")
                .check(harness);
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        HARNESS + ".cluster",
                        HARNESS + ".engine",
                        HARNESS + ".image",
                        HARNESS + ".istio",
                        HARNESS + ".environment")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.testcontainers..")
                .check(harness);
    }

    @Test
    @DisplayName("a package has at most twenty types, and a type at most twenty public methods")
    void sizes() {
        Map<String, Long> types = harness.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertEquals(
                Map.of(),
                types.entrySet().stream()
                        .filter(each -> each.getValue() > 20)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        Map<String, Long> methods = harness.stream()
                .collect(Collectors.toMap(
                        JavaClass::getName,
                        type -> type.getMethods().stream()
                                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                                .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                                .filter(method ->
                                        type.tryGetField(method.getName()).isEmpty())
                                .count()));
        assertEquals(
                Map.of(),
                methods.entrySet().stream()
                        .filter(each -> each.getValue() > 20)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Test
    @DisplayName("CONTRIBUTING.md names every package, and each knows only packages above it")
    void packagesAreDocumentedInTheirOrder() throws IOException {
        String guide = Files.readString(Path.of("../CONTRIBUTING.md"));
        String table = guide.substring(guide.indexOf("## The harness, by package"), guide.indexOf("## Parameters of"));
        List<String> documented = Pattern.compile("(?m)^\\| `(\\w+)` \\|")
                .matcher(table)
                .results()
                .map(row -> HARNESS + "." + row.group(1))
                .toList();
        Set<String> packages = harness.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        assertEquals(packages, Set.copyOf(documented));
        for (String each : documented) {
            String[] below = documented
                    .subList(documented.indexOf(each) + 1, documented.size())
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(each)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(below)
                    .check(harness);
        }
    }

    private static ArchRule staticFieldsAreFinal() {
        return fields().that()
                .areStatic()
                .should()
                .beFinal()
                .because("scenarios run side by side in one JVM")
                .allowEmptyShould(true);
    }

    @Test
    @DisplayName("these laws can be broken")
    void lawsCanBeBroken() {
        JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);

        assertTrue(noneSleeps().evaluate(offender).hasViolation());
        assertTrue(noStaticRestAssured().evaluate(offender).hasViolation());
        assertTrue(staticFieldsAreFinal().evaluate(offender).hasViolation());
    }

    /** Breaks what it can; never run. */
    static final class Offender {

        static int counter;

        private Offender() {}

        static void offend() throws InterruptedException {
            TimeUnit.SECONDS.sleep(1);
            JsonPath.config = null;
        }
    }
}

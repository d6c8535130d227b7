package io.meshconformance.scenarios.laws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.meshconformance.evidence.declaration.Check;
import io.meshconformance.evidence.declaration.Given;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.kube.DeclaredWorkloads;
import io.meshconformance.harness.kube.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What holds for every scenario, checked without running one. */
class ScenarioLawsTest {

    /** With its imports, which are a third of most. */
    private static final int ONE_PAGE = 90;

    private static final Path SOURCES = Path.of("src/test/java");
    private static final Predicate<String> LEANS_ON_A_NEIGHBOUR = Pattern.compile(
                    "^(\\d|(and|but|nor|or|so|it|its|this|that|there|where it|with it|the same as before)\\b)",
                    Pattern.CASE_INSENSITIVE)
            .asPredicate();
    private static final Predicate<String> HAS_NO_NOUN = Pattern.compile(
                    "^(who|what|whoever|whatever)\\b|\\b(nobody|somebody|anybody|everybody|whoever)\\b",
                    Pattern.CASE_INSENSITIVE)
            .asPredicate();
    private static final JavaClasses SCENARIOS = new ClassFileImporter().importPackages("io.meshconformance.scenarios");

    @Test
    void everyScenarioIsOnePage() throws IOException {
        for (JavaClass scenario : scenarios()) {
            Path source = SOURCES.resolve(scenario.getName().replace('.', '/') + ".java");
            int lines = Files.readAllLines(source).size();
            assertTrue(lines <= ONE_PAGE, source + " has " + lines + " lines, a page has " + ONE_PAGE);
        }
    }

    @Test
    void everyRequirementHasOneScenarioAndEveryScenarioARequirement() throws IOException {
        Set<String> required = new HashSet<>();
        JsonNode list = new YAMLMapper().readTree(Manifest.text("requirements.yaml"));
        list.path("requirements")
                .forEach(requirement -> required.add(requirement.path("id").asText()));
        Map<String, String> seen = new HashMap<>();
        for (JavaClass scenario : scenarios()) {
            String id = scenario.getAnnotationOfType(Scenario.class).id();
            assertTrue(required.contains(id), scenario.getName() + " names " + id + ", which no requirement has");
            String other = seen.put(id, scenario.getName());
            assertTrue(other == null, id + " is claimed by " + other + " and " + scenario.getName());
        }
        required.removeAll(seen.keySet());
        assertEquals(Set.of(), required, "requirements without a scenario");
    }

    /** Checks come in any order, so that a sentence has no neighbour; and the field's nouns name the subject. */
    @Test
    void everyTitleAndSentenceCanBeReadAlone() {
        List<String> leaning = scenarios().stream()
                .flatMap(scenario -> Stream.concat(
                        Stream.of(scenario.getAnnotationOfType(Scenario.class).title()),
                        scenario.getMethods().stream()
                                .flatMap(method -> method.tryGetAnnotationOfType(Check.class).stream())
                                .map(Check::value)))
                .filter(LEANS_ON_A_NEIGHBOUR.or(HAS_NO_NOUN))
                .toList();
        assertEquals(List.of(), leaning);
    }

    @Test
    void theReadmesExampleIsTheScenarioItself() throws IOException {
        String source =
                text(SOURCES.resolve("io/meshconformance/scenarios/guide/MeshRefusesWithoutAssertionScenario.java"));
        String example = source.substring(source.indexOf("@Scenario("));
        assertTrue(text(Path.of("../README.md")).contains(example), "README.md shows another text than the class");
    }

    @Test
    void everyScenarioEndsInScenario() {
        for (JavaClass scenario : scenarios()) {
            assertTrue(
                    scenario.getSimpleName().endsWith("Scenario"),
                    scenario.getName() + " would never be run: its name does not end in Scenario");
        }
    }

    @Test
    void everyManifestIsThereAndNamedByAScenario() throws IOException {
        Set<String> named = new HashSet<>();
        for (JavaClass scenario : scenarios()) {
            for (String file : scenario.getAnnotationOfType(Scenario.class).manifests()) {
                Manifest.text("scenarios/" + file);
                named.add(file);
            }
        }
        String sources = sources();
        Path folder = Path.of("../manifests/scenarios");
        List<String> orphans = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".yaml"))
                    .map(file -> folder.relativize(file).toString())
                    .filter(file -> !named.contains(file) && !sources.contains(file))
                    .forEach(orphans::add);
        }
        assertEquals(List.of(), orphans, "manifests that no scenario names");
    }

    @Test
    void everyFieldIsAConstantOrGiven() {
        for (JavaClass scenario : scenarios()) {
            for (JavaField field : scenario.getFields()) {
                Set<JavaModifier> modifiers = field.getModifiers();
                assertTrue(
                        field.isAnnotatedWith(Given.class)
                                || modifiers.contains(JavaModifier.STATIC) && modifiers.contains(JavaModifier.FINAL),
                        field.getFullName() + " is state: all plays and checks of a scenario have one instance");
            }
        }
    }

    /** The harness refuses one that cannot, with the field and the line to write. */
    @Test
    void everyScenarioCanBeGivenWhatItAsksFor() {
        LauncherFactory.create()
                .discover(LauncherDiscoveryRequestBuilder.request()
                        .selectors(DiscoverySelectors.selectPackage("io.meshconformance.scenarios"))
                        .filters(ClassNameFilter.includeClassNamePatterns(".*Scenario"))
                        .build());
    }

    /** The harness takes back what a check changed, also where the check fails and never comes to its last line. */
    @Test
    void noCheckEndsByTakingBack() throws IOException {
        assertEquals(
                List.of(),
                Pattern.compile("manifests\\.remove\\([^()]*\\);\\s*}")
                        .matcher(sources())
                        .results()
                        .map(MatchResult::group)
                        .toList());
    }

    /** On a workload that an earlier scenario left, policies are in force before the first request: nothing would be proved. */
    @Test
    void whatTheMeshRefusesFromTheStartIsNotTakenOver() {
        Map<String, String> takenOver = new HashMap<>();
        for (JavaClass type : scenarios()) {
            Scenario scenario = type.getAnnotationOfType(Scenario.class);
            if (type.getCodeUnits().stream().anyMatch(ScenarioLawsTest::isRefusedFromTheStart)
                    && DeclaredWorkloads.in("scenarios/" + scenario.manifests()[0])
                            .keepNothing()) {
                takenOver.put(scenario.id(), "apply the policies first");
            }
        }
        assertEquals(Map.of(), takenOver);
    }

    private static boolean isRefusedFromTheStart(JavaCodeUnit unit) {
        Set<String> calls = unit.getMethodCallsFromSelf().stream()
                .map(call -> call.getName())
                .collect(Collectors.toSet());
        return calls.contains("deniesFromTheStart") || calls.containsAll(Set.of("refusedFromTheStart", "rbacDenied"));
    }

    /** Scenarios that stop or change the proxy or its provider play beside these. */
    @Test
    void whatDoesNotGoByTheProxyHasNothingOfIt() throws IOException {
        Pattern manifest = Pattern.compile("\"([a-z-]+/[a-z0-9-]+\\.yaml)\"");
        Predicate<String> ofProxy = Pattern.compile("kind: Ingress|[$][{](proxy[.]|host|identity-provider)|pomerium")
                .asPredicate();
        Map<String, List<String>> found = new HashMap<>();
        for (JavaClass type : scenarios()) {
            Scenario scenario = type.getAnnotationOfType(Scenario.class);
            if (scenario.byProxy()) {
                continue;
            }
            List<String> named = new ArrayList<>(type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass())
                    .filter(ScenarioLawsTest::isOfProxy)
                    .map(JavaClass::getSimpleName)
                    .toList());
            type.getMethodCallsFromSelf().stream()
                    .map(call -> call.getName())
                    .filter(Set.of("signedIn", "anonymous", "browser", "connection", "signIn")::contains)
                    .forEach(named::add);
            Path source = SOURCES.resolve(type.getName().replace('.', '/') + ".java");
            manifest.matcher(text(source))
                    .results()
                    .map(match -> match.group(1))
                    .filter(file -> ofProxy.test(Manifest.text("scenarios/" + file)))
                    .forEach(named::add);
            if (!named.isEmpty() || scenario.proxyWide() || scenario.meshWide()) {
                found.put(scenario.id(), named);
            }
        }
        assertEquals(Map.of(), found);
    }

    private static boolean isOfProxy(JavaClass type) {
        return type.getPackageName().endsWith(".pomerium")
                || Set.of("Route", "Browser", "IngressGateway", "PlatformControls", "Issuer", "ProgramTokens")
                        .contains(type.getSimpleName());
    }

    /** The control plane and the mesh's sidecars are for all scenarios, also for those beside which these play. */
    @Test
    void whatChangesTheProxyLeavesTheControlPlaneAlone() {
        for (JavaClass type : scenarios()) {
            Scenario scenario = type.getAnnotationOfType(Scenario.class);
            Set<String> calls = type.getMethodCallsFromSelf().stream()
                    .map(call -> call.getName())
                    .collect(Collectors.toSet());
            assertFalse(
                    scenario.proxyWide()
                            && (scenario.meshWide() || calls.contains("controlPlane") || calls.contains("sidecars")),
                    scenario.id() + " needs meshWide = true and no more");
        }
    }

    /** JUnit tries one whose lock is taken again after all others: what needs the proxy for itself would end the run. */
    @Test
    void whatNeedsTheProxyForItselfIsPlayedByOneThread() {
        for (JavaClass type : scenarios()) {
            boolean oneThread = type.isAnnotatedWith(Execution.class)
                    && type.getAnnotationOfType(Execution.class).value() == ExecutionMode.SAME_THREAD;
            Scenario scenario = type.getAnnotationOfType(Scenario.class);
            assertEquals(scenario.proxyWide(), oneThread, scenario.id() + ", @Execution(SAME_THREAD)");
        }
    }

    /** Where only the sidecar can speak for a workload; each with the reason. */
    @Test
    void onlyTheseScenariosTakeTheSidecarsWordAlone() {
        Map<String, String> reasons = Map.of(
                "EGR-001", "the hosts lie outside the mesh, and their servers keep no log that the suite reads",
                "INJ-002", "the proxy's own listener for metrics keeps no log of requests",
                "GW-002", "the gateway ends the connection before it is known which workload was meant");
        Map<String, String> alone = new HashMap<>();
        for (JavaClass scenario : scenarios()) {
            if (scenario.getMethodCallsFromSelf().stream()
                    .anyMatch(call -> call.getName().startsWith("sidecarAlone"))) {
                String id = scenario.getAnnotationOfType(Scenario.class).id();
                alone.put(id, reasons.getOrDefault(id, "no reason"));
            }
        }
        assertEquals(reasons, alone);
    }

    @Test
    void scenariosDoNoPlumbing() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Scenario")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.fabric8..",
                        "io.restassured..",
                        "org.awaitility..",
                        "org.testcontainers..",
                        "java.net.http..",
                        "com.github.dockerjava..")
                .because("a security engineer has to be able to read a scenario aloud")
                .check(SCENARIOS);
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Scenario")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .because("a wait ends when something is so, not after a while")
                .check(SCENARIOS);
    }

    private static List<JavaClass> scenarios() {
        List<JavaClass> scenarios = SCENARIOS.stream()
                .filter(type -> type.isAnnotatedWith(Scenario.class))
                .toList();
        assertFalse(scenarios.isEmpty(), "no scenario was found");
        return scenarios;
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(Files::isRegularFile)
                    .map(ScenarioLawsTest::text)
                    .reduce("", String::concat);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.meshconformance.scenarios.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.meshconformance.evidence.declaration.Feature;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.identity.User;
import io.meshconformance.harness.kube.Manifest;
import io.meshconformance.harness.pomerium.SharedSettings;
import io.meshconformance.harness.scene.PlatformControls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a scenario needs of the identity provider it declares, as a provider may know its own users alone. While it plays the
 * harness refuses every user whom it does not declare; here that is told without a node.
 */
class ProviderLawsTest {

    private static final String ROOM = "io.meshconformance.scenarios";
    private static final Path SOURCES = Path.of("src/test/java");
    private static final Pattern MANIFEST = Pattern.compile("\"([a-z-]+/[a-z0-9-]+\\.yaml)\"");
    private static final Set<String> SIGNING_IN =
            Set.of("signedIn", "signIn", "signInAt", "signInJourney", "token", "tokenForAnotherClient");
    private static final Set<String> USERS = Set.of("ALICE", "BOB", "MALLORY");
    private static final List<JavaClass> SCENARIOS = new ClassFileImporter()
            .importPackages(ROOM).stream()
                    .filter(type -> type.isAnnotatedWith(Scenario.class))
                    .toList();

    @Test
    void everyScenarioDeclaresWhomItSignsIn() {
        found(type -> {
            Set<String> named = new TreeSet<>();
            Set<String> declared = Arrays.stream(declared(type).users())
                    .map(user -> user.split(" ")[0])
                    .collect(Collectors.toCollection(TreeSet::new));
            if (accesses(type).anyMatch(access -> SIGNING_IN.contains(access.getName()) && isOfClients(access))) {
                accesses(type)
                        .filter(access -> access.getTargetOwner().isEquivalentTo(User.class))
                        .map(JavaAccess::getName)
                        .filter(USERS::contains)
                        .forEach(user -> named.add(user.toLowerCase(Locale.ROOT)));
            }
            boolean madeUp = needs(type).contains(Feature.MADE_UP_USERS);
            return madeUp ? !named.containsAll(declared) : !named.equals(declared);
        });
    }

    @Test
    void everyScenarioThatMakesUpUsersOrTheirGroupsDeclaresThem() {
        found(type -> {
            boolean grouped = Arrays.stream(declared(type).users()).anyMatch(user -> user.contains(" in "));
            boolean made = accesses(type)
                    .filter(access -> access.getTargetOwner().isEquivalentTo(User.class))
                    .anyMatch(access -> Set.of("of", "in", "<init>").contains(access.getName()));
            return made != (grouped || needs(type).contains(Feature.MADE_UP_USERS));
        });
    }

    @Test
    void everyScenarioThatChangesOrStopsTheProviderDeclaresIt() {
        found(type -> calls(type, PlatformControls.class, "identityProvider")
                != needs(type).contains(Feature.PROVIDER_CONTROL));
        found(type ->
                calls(type, SharedSettings.class, "signInAt") != needs(type).contains(Feature.SCRIPTED_REFRESH));
    }

    /** Addresses of the provider that a run installs are constants, which no compiled class shows. */
    @Test
    void noOtherScenarioKnowsWhereTheProviderIs() {
        found(type -> text(type).contains("ProviderAddress.")
                && needs(type).stream()
                        .noneMatch(Set.of(Feature.PROVIDER_CONTROL, Feature.SCRIPTED_REFRESH)::contains));
    }

    /** Address and subject are the provider's: {@code callers.known(ALICE)} has them, and manifests by parameters. */
    @Test
    void noScenarioThatSignsInTakesTheSuitesUsersForTheProviders() {
        Predicate<String> own = Pattern.compile("\\b(ALICE|BOB|MALLORY)\\.(email|subject|stated|claims)\\(|"
                        + "Dashboard\\.\\w+\\((ALICE|BOB|MALLORY)\\b")
                .asPredicate();
        found(type -> declared(type).users().length > 0 && own.test(text(type)));
        Predicate<String> literal = Pattern.compile(
                        "(alice|bob|mallory)@|is: (example\\.com|alice|bob)$", Pattern.MULTILINE)
                .asPredicate();
        found(type -> manifests(type).anyMatch(literal));
    }

    private static void found(Predicate<JavaClass> offends) {
        assertFalse(SCENARIOS.isEmpty(), "no scenario was found");
        var offenders = new TreeMap<String, String>();
        SCENARIOS.stream()
                .filter(offends)
                .forEach(type -> offenders.put(declared(type).id(), type.getSimpleName()));
        assertEquals(new TreeMap<String, String>(), offenders);
    }

    private static Scenario declared(JavaClass type) {
        return type.getAnnotationOfType(Scenario.class);
    }

    private static Set<Feature> needs(JavaClass type) {
        return Set.of(declared(type).needs());
    }

    private static boolean calls(JavaClass type, Class<?> owner, String name) {
        return accesses(type)
                .anyMatch(access -> access.getTargetOwner().isEquivalentTo(owner)
                        && access.getName().equals(name));
    }

    /** A dashboard or a token issuer has methods of these names too. */
    private static boolean isOfClients(JavaAccess<?> access) {
        return Set.of("Callers", "Session", "Browser", "ProgrammaticLogin", "ProgramTokens")
                .contains(access.getTargetOwner().getSimpleName());
    }

    private static Stream<? extends JavaAccess<?>> accesses(JavaClass scenario) {
        return own(scenario).stream().flatMap(type -> type.getAccessesFromSelf().stream());
    }

    /** The scenario and what it leans on beside it, other scenarios left out. */
    private static Set<JavaClass> own(JavaClass scenario) {
        Set<JavaClass> own = new LinkedHashSet<>();
        Deque<JavaClass> left = new ArrayDeque<>(List.of(scenario));
        while (!left.isEmpty()) {
            JavaClass type = left.pop();
            if (own.add(type)) {
                type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(other -> other.getPackageName().startsWith(ROOM + "."))
                        .filter(other -> !other.isAnnotatedWith(Scenario.class))
                        .forEach(left::push);
            }
        }
        return own;
    }

    private static Stream<String> manifests(JavaClass scenario) {
        return own(scenario).stream()
                .filter(type -> type.getEnclosingClass().isEmpty())
                .flatMap(type -> MANIFEST.matcher(text(type)).results())
                .map(match -> Manifest.text("scenarios/" + match.group(1)));
    }

    private static String text(JavaClass type) {
        try {
            return Files.readString(SOURCES.resolve(type.getName().replace('.', '/') + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

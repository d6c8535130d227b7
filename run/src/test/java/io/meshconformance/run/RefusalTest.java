package io.meshconformance.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalTest {

    /** This module lies one folder below the root. */
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path cache;

    @Test
    void whatTheCheckoutKnowsIsNotRefused() {
        assertDoesNotThrow(() -> check(Map.of("conformance.scenario", "GUIDE-002", "conformance.image.proxy", "x:1")));
        assertDoesNotThrow(() -> check(Map.of("conformance.images", "public")));
    }

    @Test
    void anUnknownScenarioIsRefused() {
        assertTrue(refused(Map.of("conformance.scenario", "GUIDE-999")).contains("unknown scenario GUIDE-999"));
    }

    @Test
    void anUnknownImageIsRefusedWithTheKnownOnes() {
        String message = refused(Map.of("conformance.image.prxy", "x:1"));
        assertTrue(message.contains("unknown image name prxy; known are client, "), message);
    }

    @Test
    void aCatalogueThatIsNotThereIsRefused() throws IOException {
        assertTrue(refused(Map.of("conformance.images", "nightly")).contains("not nightly"));
        assertTrue(refused(Map.of("conformance.images", "/nowhere/own.yaml")).contains("/nowhere/own.yaml"));
        Path empty = Files.writeString(cache.resolve("empty.yaml"), "name: empty\n");
        assertTrue(refused(Map.of("conformance.images", empty.toString())).contains("names no image"));
    }

    @Test
    void aKeptNodeWithOtherImagesIsRefusedAndBothAreNamed() {
        new KeptImages("local", Map.of("proxy", "registry.test/proxy:1"), "keycloak").write(cache);
        assertDoesNotThrow(() -> check(Map.of("conformance.reuse", "true")));
        assertDoesNotThrow(
                () -> check(Map.of("conformance.reuse", "true", "conformance.image.proxy", "registry.test/proxy:1")));
        String image = refused(Map.of("conformance.reuse", "true", "conformance.image.proxy", "does/not:exist"));
        assertTrue(image.contains("registry.test/proxy:1") && image.contains("does/not:exist"), image);
        String other = refused(Map.of("conformance.reuse", "true", "conformance.image.nginx", "nginx:1"));
        assertTrue(other.contains("the nginx of the catalogue local") && other.contains("nginx:1"), other);
        String catalogue = refused(Map.of("conformance.reuse", "true", "conformance.images", "public"));
        assertTrue(catalogue.contains("catalogue local") && catalogue.contains("public"), catalogue);
        String provider = refused(Map.of("conformance.reuse", "true", "conformance.provider", "mock-oauth2-server"));
        assertTrue(provider.contains("keycloak on the kept node, not at mock-oauth2-server"), provider);
        assertDoesNotThrow(() -> check(Map.of("conformance.reuse", "true", "conformance.provider", "keycloak")));
    }

    @Test
    void anUnknownProviderIsRefusedWithTheKnownOnes() {
        assertDoesNotThrow(() -> check(Map.of("conformance.provider", "keycloak")));
        String message = refused(Map.of("conformance.provider", "keyclock"));
        assertTrue(
                message.contains("one of keycloak, mock-oauth2-server or the path of a file, not keyclock"), message);
    }

    @Test
    void aProviderOfOnesOwnIsAFileThatIsThereAndTheSameFromAnyFolder() throws IOException {
        assertTrue(refused(Map.of("conformance.provider", "/nowhere/own.yaml"))
                .contains("conformance.provider: /nowhere/own.yaml is no file that can be read"));
        Path own = Files.writeString(cache.resolve("own.yaml"), "issuer: https://login.test\n");
        assertDoesNotThrow(() -> check(Map.of("conformance.provider", own.toString())));
        new KeptImages("local", Map.of(), own.toString()).write(cache);
        Path here = Path.of("").toAbsolutePath().relativize(own.toAbsolutePath());
        assertDoesNotThrow(() -> check(Map.of("conformance.reuse", "true", "conformance.provider", here.toString())));
    }

    @Test
    void aCatalogueOfOnesOwnIsTheSameFromAnyFolder() throws IOException {
        Path own = Path.of("src/test/own.yaml");
        new KeptImages(own.toAbsolutePath().toString(), Map.of(), Settings.PROVIDER).write(cache);
        assertTrue(refused(Map.of("conformance.reuse", "true", "conformance.images", own.toString()))
                .contains("cannot be read"));
        assertTrue(refused(Map.of("conformance.reuse", "true", "conformance.images", "src/other.yaml"))
                .contains("the kept node runs the images of the catalogue"));
    }

    @Test
    void aFileOfAcceptedFailuresThatIsNotThereIsRefused() {
        assertTrue(refused(Map.of("conformance.known-failures", "/nowhere/accepted.yaml"))
                .contains("/nowhere/accepted.yaml is no file that can be read"));
    }

    @Test
    void anImageThatIsNoReferenceIsRefused() {
        assertTrue(refused(Map.of("conformance.image.proxy", "a b")).contains("takes an image reference"));
    }

    @Test
    void withoutAKeptNodeThereIsNoneToTake() {
        new KeptImages("local", Map.of(), Settings.PROVIDER).write(cache);
        KeptImages.forget(cache);
        assertEquals(
                "no node was kept",
                assertThrows(EnvironmentBroken.class, () -> check(Map.of("conformance.reuse", "true")))
                        .problem());
    }

    @Test
    void theIndexHoldsEveryRequirement() {
        RequirementIndex index = RequirementIndex.of(ROOT);
        assertEquals(
                index.entries().size(),
                index.entries().stream()
                        .map(RequirementIndex.Entry::id)
                        .distinct()
                        .count());
        assertTrue(index.entries().stream().anyMatch(entry -> entry.id().equals("GUIDE-002")));
        RequirementIndex.Entry entry = index.entries().get(0);
        assertEquals("INJ", entry.area());
        assertEquals("MUST", entry.strength());
    }

    @Test
    void aRequirementWithoutItsIdOrItsStrengthIsRefused() {
        List<String> withoutId = List.of("  strength: MUST", "  statement: 'It holds.'");
        List<String> withoutStrength = List.of("- id: A-001", "  statement: 'It holds.'");
        assertThrows(WrongUse.class, () -> RequirementIndex.parse(withoutId));
        assertThrows(WrongUse.class, () -> RequirementIndex.parse(withoutStrength));
    }

    @Test
    void aBrokenMemoryOfTheKeptNodeIsTold() throws IOException {
        Files.writeString(cache.resolve("kept-node.properties"), "conformance.images=\\u00\n");
        assertTrue(assertThrows(EnvironmentBroken.class, () -> KeptImages.read(cache))
                .problem()
                .contains("kept-node.properties"));
    }

    private String refused(Map<String, String> given) {
        return assertThrows(WrongUse.class, () -> check(given)).getMessage();
    }

    private void check(Map<String, String> given) {
        var properties = new Properties();
        properties.putAll(new HashMap<>(given));
        properties.setProperty("user.home", "/home/alice");
        properties.setProperty(Settings.ROOT, cache.toString());
        properties.setProperty("conformance.cache", cache.toString());
        Refusal.check(Settings.from(properties, Map.of()), ROOT);
    }
}

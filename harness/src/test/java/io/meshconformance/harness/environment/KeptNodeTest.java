package io.meshconformance.harness.environment;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meshconformance.harness.image.Catalogue;
import io.meshconformance.harness.kube.ManifestParameters;
import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.WrongUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A kept node is taken again only while its names mean the same images")
class KeptNodeTest {

    @TempDir
    Path cache;

    private final KeptNode.Memory memory = new KeptNode.Memory(
            "b2c3d",
            "localhost",
            Map.of(30443, 32768),
            "kubeconfig",
            "local",
            Map.of(),
            "keycloak",
            Map.of("x:1", "sha256:aa"),
            ManifestParameters.none().withImages(Map.of("nginx", "x:1")),
            List.of());

    @Test
    void theSameIdIsTheSameImage() {
        assertDoesNotThrow(() -> memory.requireSame(catalogue("x:1"), reference -> Optional.of("sha256:aa")));
    }

    @Test
    void anImageThatIsGoneIsNoOther() {
        assertDoesNotThrow(() -> memory.requireSame(catalogue("x:1"), reference -> Optional.empty()));
    }

    @Test
    void anotherIdIsWrongUseThatNamesBoth() {
        assertEquals(
                "the kept node runs x:1 as sha256:aa, which is sha256:bb by now; boot another node without --reuse",
                assertThrows(
                                WrongUse.class,
                                () -> memory.requireSame(catalogue("x:1"), reference -> Optional.of("sha256:bb")))
                        .getMessage());
    }

    @Test
    void aCatalogueThatSaysAnotherReferenceByNowIsWrongUseThatNamesBoth() {
        assertEquals(
                "the kept node runs x:1 as nginx, and the catalogue local says x:2 by now; boot another node without"
                        + " --reuse",
                assertThrows(
                                WrongUse.class,
                                () -> memory.requireSame(catalogue("x:2"), reference -> Optional.of("sha256:aa")))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{", "[]"})
    void aMemoryThatLacksAPartIsRefused(String json) throws IOException {
        Files.writeString(cache.resolve("kept-node.json"), json);
        assertThrows(EnvironmentBroken.class, () -> new KeptNode(cache).recall());
    }

    private static Catalogue catalogue(String nginx) {
        return Catalogue.load("local").with(Map.of("nginx", nginx));
    }

    @Test
    void theIdsAreRemembered() {
        KeptNode kept = new KeptNode(cache);
        kept.remember(memory);
        assertEquals(memory, kept.recall());
    }
}

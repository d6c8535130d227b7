package io.meshconformance.harness.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.run.WrongUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {

    @TempDir
    Path folder;

    @Test
    void bothCataloguesNameTheSameThings() {
        assertEquals(
                Catalogue.load("public").images().keySet(),
                Catalogue.load("local").images().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "local"})
    void everyImageIsPinned(String name) {
        Catalogue.load(name)
                .images()
                .values()
                .forEach(image -> assertTrue(
                        image.image().matches(".+:[^/]+") && !image.image().endsWith(":latest"), image.image()));
    }

    @Test
    void oneImageCanBeReplaced() {
        Catalogue catalogue = Catalogue.load("local").with(Map.of("proxy", "registry.test/other:2"));
        assertEquals("registry.test/other:2", catalogue.reference("proxy"));
        assertEquals(Catalogue.load("local").reference("node"), catalogue.reference("node"));
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        String message = refusal(() -> Catalogue.load("local").with(Map.of("prosy", "x:1")));
        assertTrue(message.contains("prosy") && message.contains("proxy"), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "images: [",
                "name: x\nsurprise: 1\n",
                "just words",
                "null",
                "name: x\ntitle: y\n",
                "name: x\ntitle: y\nimages: {a: null}\n",
                "name: x\nname: y\ntitle: z\nimages: {}\n",
                "name: x\ntitle: y\nimages: {a: {image: 'b c', component: d, role: e}}\n",
                "name: x\ntitle: y\nimages: {a: {component: d, role: e}}\n",
                "name: x\ntitle: y\nimages: {a: {image: b, component: d, role: ''}}\n",
                "name: x\ntitle: y\nimages: {}\n---\nname: x\n"
            })
    void whatIsNoCatalogueIsRefused(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), yaml);
        assertTrue(refusal(() -> Catalogue.load(file.toString())).contains("cannot be read"));
    }

    @Test
    void anImageThatIsNoReferenceIsRefused() {
        assertThrows(WrongUse.class, () -> Catalogue.load("local").with(Map.of("proxy", "a b")));
    }

    @Test
    void anUnknownCatalogueIsRefused() {
        assertTrue(refusal(() -> Catalogue.load("privat")).contains("known are public, local, auto"));
    }

    private static String refusal(Executable loading) {
        return String.valueOf(assertThrows(WrongUse.class, loading).getMessage());
    }
}

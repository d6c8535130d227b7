package io.meshconformance.harness.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.run.EnvironmentBroken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptOutputTest {

    private static final String IMAGE = "conformance.local/istioctl:local";

    @TempDir
    private Path cache;

    private int outputs;

    @Test
    @DisplayName(
            "the same values are asked for once; another image, other values and the same words in other parts anew")
    void once() {
        assertEquals("output 1", of("id", "values"));
        assertEquals("output 1", of("id", "values"));
        assertEquals("output 2", of("other", "values"));
        assertEquals("output 3", of("id", "other values"));
        assertEquals("output 4", of("idother", " values"));
    }

    @Test
    @DisplayName("of an image the newest is kept, and those of other images stay")
    void newest() throws IOException {
        of("id", "values");
        new KeptOutput(cache).of("istio/istioctl:1.30", List.of("id"), () -> "of another image", text -> text);
        of("id", "other values");
        try (var files = Files.list(cache)) {
            assertEquals(2, files.count());
        }
        assertEquals("output 3", of("id", "values"));
    }

    @Test
    @DisplayName("what was not printed or cannot be read is not kept, and a disk that refuses is said")
    void refused() throws IOException {
        assertThrows(
                EnvironmentBroken.class,
                () -> new KeptOutput(cache)
                        .of(
                                IMAGE,
                                List.of("id"),
                                () -> {
                                    throw new EnvironmentBroken("refused", "compare", null);
                                },
                                text -> text));
        assertThrows(
                IllegalArgumentException.class,
                () -> new KeptOutput(cache).of(IMAGE, List.of("id"), () -> "no YAML", text -> {
                    throw new IllegalArgumentException(text);
                }));
        assertEquals("output 1", of("id"));
        Path file = Files.createFile(cache.resolve("file"));
        var broken = assertThrows(
                EnvironmentBroken.class,
                () -> new KeptOutput(file).of(IMAGE, List.of("id"), () -> "any", text -> text));
        assertTrue(broken.cure().contains("conformance.cache"), broken.cure());
    }

    private String of(String... madeOf) {
        return new KeptOutput(cache).of(IMAGE, List.of(madeOf), () -> "output " + ++outputs, text -> text);
    }
}

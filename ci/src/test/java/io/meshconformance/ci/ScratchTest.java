package io.meshconformance.ci;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {

    @TempDir
    Path root;

    @Test
    void itGoesWithAllThatIsInIt() throws IOException {
        Path folder = root.resolve("target/tmp");
        try (Scratch scratch = Scratch.empty(folder)) {
            Files.writeString(
                    Files.createDirectory(scratch.folder().resolve("deep")).resolve("secrets"), "left");
        }
        assertFalse(Files.exists(folder));
        assertTrue(Files.exists(root.resolve("target")));
    }

    @Test
    void whatAnEarlierRunLeftIsNotThereAnyMore() throws IOException {
        Path left = Files.createDirectories(root.resolve("tmp")).resolve("secrets");
        Files.writeString(left, "left");
        try (Scratch scratch = Scratch.empty(root.resolve("tmp"))) {
            assertTrue(Files.isDirectory(scratch.folder()));
            assertFalse(Files.exists(left));
        }
    }
}

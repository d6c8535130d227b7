package io.meshconformance.ci;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {

    private static final Instant BUILT = Instant.parse("2026-11-01T12:00:00Z");

    @TempDir
    Path root;

    @BeforeEach
    void sources() throws IOException {
        for (String module : List.of("run", "ci", "manifests", "evidence", "harness", "reports", "scenarios")) {
            write(module + "/src/File.java", BUILT.minusSeconds(60));
        }
        write("pom.xml", BUILT.minusSeconds(60));
    }

    @Test
    void withoutAClassPathNothingIsBuilt() throws IOException {
        assertFalse(new Checkout(root).isBuilt());
    }

    @Test
    void whatIsOlderThanTheBuildNeedsNone() throws IOException {
        write("scenarios/target/classpath.txt", BUILT);
        write("harness/target/classes/File.class", BUILT.plusSeconds(60));
        assertTrue(new Checkout(root).isBuilt());
    }

    @Test
    void anySourceThatIsNewerNeedsABuild() throws IOException {
        write("scenarios/target/classpath.txt", BUILT);
        write("manifests/scenarios/routes/nginx.yaml", BUILT.plusSeconds(1));
        assertFalse(new Checkout(root).isBuilt());
    }

    private void write(String path, Instant time) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, path);
        Files.setLastModifiedTime(file, FileTime.from(time));
    }
}

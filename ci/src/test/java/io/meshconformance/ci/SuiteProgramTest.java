package io.meshconformance.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteProgramTest {

    /** What a Java program sees of another's command line on Linux. */
    private static final int SEEN = 4096;

    @TempDir
    Path root;

    @Test
    void aLookAtProcessesTellsWhichProgramItIsHoweverLongItsClassPath() throws IOException {
        Path file = root.resolve("scenarios/target/classpath.txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "/a/library.jar:".repeat(SEEN));

        ProcessBuilder program =
                new SuiteProgram(new Checkout(root), "suite.Program").with(new Properties(), List.of("word"));

        String line = String.join(" ", program.command());
        assertTrue(line.length() < SEEN && line.endsWith(" suite.Program word"), line);
        assertEquals(new Checkout(root).classPath(), program.environment().get("CLASSPATH"));
    }
}

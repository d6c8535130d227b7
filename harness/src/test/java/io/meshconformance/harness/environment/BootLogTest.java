package io.meshconformance.harness.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootLogTest {

    @TempDir
    Path cache;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void aStageIsToldAndRecordedAlsoWhenItFails() {
        BootLog log = log();
        assertEquals("result", log.stage("good", () -> "result"));
        assertThrows(IllegalStateException.class, () -> log.stage("bad", BootLogTest::fail));
        assertEquals(2, log.stages().size());
        assertTrue(said().contains("good") && said().contains("failed after"), said());
    }

    @Test
    void theNextRunIsToldHowLongItTookLastTime() {
        BootLog first = log();
        first.stage("node", () -> "up");
        assertTrue(!said().contains("last time"), said());
        first.remember();
        log().stage("node", () -> "up");
        assertTrue(said().contains("begins, took 0.0 s last time"), said());
    }

    @Test
    void aMemoryThatCannotBeReadIsSaidAndStopsNothing() throws IOException {
        Files.writeString(cache.resolve("boot-durations.properties"), "node=\\u00zz");
        log().stage("node", () -> "up");
        assertTrue(said().contains("cannot be read"), said());
    }

    private static String fail() {
        throw new IllegalStateException("it broke");
    }

    private BootLog log() {
        return new BootLog(new PrintStream(said, true, StandardCharsets.UTF_8), Instant.now(), cache);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}

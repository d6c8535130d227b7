package io.meshconformance.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {

    @TempDir
    Path cache;

    @Test
    void aClosedLockCanBeTakenAgain() {
        RunLock.take(cache).close();
        RunLock.take(cache).close();
    }

    @Test
    void anotherProcessIsToldWhoHoldsItAndIsFreeOnceTheHolderIsKilled() throws IOException, InterruptedException {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        cache.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("held", output.readLine());
            String message = assertThrows(EnvironmentBroken.class, () -> RunLock.take(cache))
                    .getMessage();
            assertTrue(message.contains("another run is under way"), message);
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertFalse(holder.isAlive());
        RunLock.take(cache).close();
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidSo() throws IOException {
        Path file = Files.createFile(cache.resolve("file"));
        assertTrue(assertThrows(EnvironmentBroken.class, () -> RunLock.take(file))
                .getMessage()
                .contains("cannot be written"));
    }

    @Test
    void aRunIsAliveUntilItIsClosedOrItsProcessIsGone() throws IOException {
        assertFalse(RunLock.isAlive(cache, "abcde"));
        RunLock mark = RunLock.alive(cache, "abcde");
        assertTrue(RunLock.isAlive(cache, "abcde"));
        mark.close();
        assertFalse(RunLock.isAlive(cache, "abcde"));
        Path left = Files.createFile(cache.resolve("runs/killed"));
        assertFalse(RunLock.isAlive(cache, "killed"));
        assertFalse(Files.exists(left));
    }

    /** Holds the lock until it is killed. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] args) throws IOException {
            RunLock.take(Path.of(args[0]));
            System.out.println("held");
            System.in.read();
        }
    }
}

package io.meshconformance.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ChildrenTest {

    @TempDir
    Path folder;

    private final Children children = new Children();

    @Test
    void whatAProgramSaysIsToldAndKept() throws IOException, InterruptedException {
        var lines = new ArrayList<String>();
        int code = children.run(shell("echo one; echo two >&2; exit 7"), folder.resolve("target/step.log"), lines::add);
        assertEquals(7, code);
        assertEquals(List.of("one", "two"), lines);
        assertEquals(lines, Files.readAllLines(folder.resolve("target/step.log")));
    }

    @Test
    void theRunningProgramIsToldToEndAndHasTimeToCleanUp() throws Exception {
        var begun = new CountDownLatch(1);
        Path cleaned = folder.resolve("cleaned");
        // The shell waits in a built-in, so that the signal reaches its trap and nothing is left behind.
        ProcessBuilder waiting = shell("trap 'echo yes > " + cleaned + "; exit 3' TERM; echo begun; mkfifo " + folder
                + "/never; read line <> " + folder + "/never");
        var code = CompletableFuture.supplyAsync(() -> {
            try {
                return children.run(waiting, folder.resolve("step.log"), line -> begun.countDown());
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        begun.await();
        children.end();
        assertEquals(3, code.get());
        assertTrue(Files.exists(cleaned));
        assertThrows(
                InterruptedException.class, () -> children.run(shell("true"), folder.resolve("x.log"), line -> {}));
    }

    private static ProcessBuilder shell(String script) {
        return new ProcessBuilder("bash", "-c", script);
    }
}

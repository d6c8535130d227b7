package io.meshconformance.harness.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.harness.engine.FakeEngine;
import io.meshconformance.harness.engine.StubServer.Reply;
import io.meshconformance.run.KeptImages;
import io.meshconformance.run.RunLock;
import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a kept node once a command removes it, on an engine that has one. */
class KeptNodeRemovalTest {

    private static final String NODE = "0123456789abcdef";

    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();
    private FakeEngine engine;
    private Path cache;

    @BeforeEach
    void keep() throws IOException {
        cache = Files.createDirectories(folder.resolve("cache"));
        engine = new FakeEngine(folder)
                .answers(
                        "/containers/json",
                        () -> Reply.of(
                                200,
                                "[{\"Id\": \"" + NODE + "\", \"Labels\": {\"" + KeptImages.LABEL + "\": \"true\"}}]"))
                .answers("/containers/" + NODE, () -> Reply.of(204, ""));
        new KeptImages("local", Map.of(), "keycloak").write(cache);
        Files.createDirectories(cache.resolve("mounts/run"));
        Files.createDirectories(folder.resolve("root/sys/fs/cgroup/memory/k8s.io/pod"));
    }

    @AfterEach
    void end() {
        engine.close();
    }

    @Test
    @DisplayName("its container goes, with its mounts and its control groups, and no run remembers it")
    void removed() {
        KeptNodeRemoval.remove(engine.machine(), cache, told::add);

        assertTrue(engine.asked().stream().anyMatch(line -> line.matches("DELETE .*/containers/" + NODE + "\\?.*")));
        assertEquals(List.of("removing the container 0123456789ab that an earlier run left"), told);
        assertEquals(Optional.empty(), KeptImages.read(cache));
        assertFalse(Files.exists(cache.resolve("mounts/run")));
        assertFalse(Files.exists(folder.resolve("root/sys/fs/cgroup/memory/k8s.io")));
    }

    @Test
    @DisplayName("where a run is under way on it, nothing is touched")
    void inUse() {
        RunLock run = RunLock.take(cache);
        try {
            // Another process is told in words; within one Java itself refuses.
            assertThrows(
                    OverlappingFileLockException.class,
                    () -> KeptNodeRemoval.remove(engine.machine(), cache, told::add));
        } finally {
            run.close();
        }
        assertEquals(List.of(), engine.asked());
        assertTrue(KeptImages.read(cache).isPresent());
    }
}

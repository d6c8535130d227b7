package io.meshconformance.harness.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.harness.wait.Timeouts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BrowserProfileTest {

    @Test
    @DisplayName("what a killed JVM has left is taken away, what a living one uses is not")
    void sweeps() throws IOException, InterruptedException {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        BrowserProfile living = BrowserProfile.make();
        Path left = living.folder().resolveSibling("conformance-browser-" + ended.pid() + "-1");
        Files.createDirectories(left.resolve("profile/Default"));
        Files.writeString(left.resolve("profile/Default/Cookies"), "left");
        BrowserProfile next = BrowserProfile.make();

        assertFalse(Files.exists(left));
        assertTrue(Files.exists(living.folder()));
        living.delete(Timeouts.defaults().exec());
        next.delete(Timeouts.defaults().exec());
        assertFalse(Files.exists(living.folder()));
    }

    @Test
    @DisplayName("temporary files of the browser go there too, and all of it goes")
    void takesEverythingAway() throws IOException {
        BrowserProfile scratch = BrowserProfile.make();
        assertEquals(scratch.folder().toString(), scratch.variables().get("TMPDIR"));
        Files.createDirectories(scratch.profile());
        Files.createSymbolicLink(scratch.profile().resolve("SingletonLock"), Path.of("host-42"));
        scratch.delete(Timeouts.defaults().exec());

        assertFalse(Files.exists(scratch.folder()));
    }
}

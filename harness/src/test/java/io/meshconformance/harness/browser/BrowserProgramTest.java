package io.meshconformance.harness.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserProgramTest {

    @TempDir
    Path folder;

    @Test
    void isFoundByAnyOfItsNames() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path program = program("google-chrome", "#!/bin/sh\n");

        assertEquals(
                Optional.of(new BrowserProgram(program)),
                BrowserProgram.on(Map.of("PATH", empty + File.pathSeparator + folder)));
        assertEquals(Optional.empty(), BrowserProgram.on(Map.of("PATH", empty.toString())));
        assertEquals(Optional.empty(), BrowserProgram.on(Map.of()));
    }

    @Test
    void saysItsVersionAmongOtherWords() throws IOException {
        Path program =
                program("chromium", "#!/bin/sh\necho 'a warning' >&2\necho 'Chromium 156.0.8078.79 for Debian'\n");

        assertEquals(Optional.of("156.0.8078.79"), new BrowserProgram(program).version(Duration.ofSeconds(20)));
    }

    @Test
    void oneThatSaysNothingHasNoVersion() throws IOException {
        Path program = program("chromium", "#!/bin/sh\nexit 1\n");

        assertTrue(new BrowserProgram(program).version(Duration.ofSeconds(20)).isEmpty());
    }

    private Path program(String name, String script) throws IOException {
        Path program = Files.writeString(folder.resolve(name), script);
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
}

package io.meshconformance.evidence.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsFileTest {

    @TempDir
    Path folder;

    @Test
    @DisplayName(
            "each secret is listed once, those of several lines too, and a later list takes the place of an earlier")
    void listed() throws IOException {
        SecretsFile file = new SecretsFile(folder.resolve("secrets"));

        file.write(List.of("one"));
        file.write(List.of("one", "two\nlines", "one"));

        assertEquals(List.of("one", "two\nlines"), file.read());
        assertEquals(List.of("one", "two\nlines"), file.take());
        assertTrue(Files.notExists(file.path()));
        assertEquals(0, folder.toFile().list().length, "nothing else is left");
    }

    @Test
    @DisplayName("only its owner may read it, also after it was written")
    void permissions() throws IOException {
        SecretsFile file = SecretsFile.create();
        try {
            file.write(List.of("one"));

            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())));
        } finally {
            file.take();
        }
    }

    @Test
    @DisplayName("a list that is none is told, not ignored")
    void noList() throws IOException {
        SecretsFile file = new SecretsFile(Files.writeString(folder.resolve("minted"), "not base64 at all\n"));

        assertThrows(IOException.class, file::read);
    }
}

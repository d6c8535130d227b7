package io.meshconformance.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTest {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("a JDK is known by its release file and its compiler, not by its folder's name")
    void found() throws IOException {
        jdk("one", "25.0.1", true);
        jdk("jdk-25", "21.0.4", true);
        jdk("a-runtime", "25.0.1", false);
        Files.createDirectories(folder.resolve("empty"));
        Files.createSymbolicLink(folder.resolve("default"), folder.resolve("one"));
        assertEquals(Optional.of(new Jdk(folder.resolve("one").toRealPath(), 25)), Jdk.find(25, List.of(folder)));
        assertEquals(Optional.empty(), Jdk.find(17, List.of(folder, folder.resolve("not there"))));
    }

    private void jdk(String name, String version, boolean compiles) throws IOException {
        Path bin = Files.createDirectories(folder.resolve(name).resolve("bin"));
        Files.writeString(
                folder.resolve(name).resolve("release"), "OS_NAME=\"Linux\"\nJAVA_VERSION=\"" + version + "\"\n");
        if (compiles) {
            Path javac = Files.createFile(bin.resolve("javac"));
            Files.setPosixFilePermissions(javac, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}

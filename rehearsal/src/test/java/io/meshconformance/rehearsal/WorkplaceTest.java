package io.meshconformance.rehearsal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkplaceTest {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("what a killed rehearsal left goes before the next begins, and nothing that a link in it points at")
    void anew() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside"), "stays");
        var place = new Workplace(folder.resolve("place"));
        place.begin();
        Files.createDirectories(place.engine().resolve("overlay2/l"));
        Files.createSymbolicLink(place.engine().resolve("overlay2/l/link"), outside);
        place.begin();
        assertTrue(Files.isDirectory(place.engine()));
        assertFalse(Files.exists(place.engine().resolve("overlay2")));
        place.clear();
        assertFalse(Files.exists(place.folder()));
        assertTrue(Files.exists(outside));
        place.clear();
    }
}

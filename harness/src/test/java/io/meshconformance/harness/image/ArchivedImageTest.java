package io.meshconformance.harness.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivedImageTest {

    @TempDir
    Path folder;

    @Test
    void olderEnginesNameTheConfigurationOnly() throws IOException {
        ArchivedImage image = archive(Map.of("manifest.json", "[{\"Config\":\"c1.json\"}]"));

        assertEquals(new ArchivedImage("sha256:c1", Set.of()), image);
        assertTrue(image.mayBe("sha256:c1"));
        assertFalse(image.mayBe("sha256:c2"));
        assertTrue(image.mayBe("example.test/x@sha256:whatever"), "its manifest was made by the node");
    }

    @Test
    void newerOnesNameTheManifestsToo() throws IOException {
        ArchivedImage image = archive(Map.of(
                "manifest.json", "[{\"Config\":\"blobs/sha256/c1\"}]",
                "index.json", "{\"manifests\":[{\"digest\":\"sha256:m1\"}]}"));

        assertEquals(new ArchivedImage("sha256:c1", Set.of("sha256:m1")), image);
        assertTrue(image.mayBe("example.test/x@sha256:m1"));
        assertFalse(image.mayBe("example.test/x@sha256:m2"));
    }

    private ArchivedImage archive(Map<String, String> files) throws IOException {
        Path archive = folder.resolve("image.tar");
        try (var tar = new TarArchiveOutputStream(Files.newOutputStream(archive))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
                var entry = new TarArchiveEntry(file.getKey());
                entry.setSize(bytes.length);
                tar.putArchiveEntry(entry);
                tar.write(bytes);
                tar.closeArchiveEntry();
            }
        }
        return ArchivedImage.read(archive);
    }
}

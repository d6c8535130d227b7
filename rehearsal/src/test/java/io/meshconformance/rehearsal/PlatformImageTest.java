package io.meshconformance.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformImageTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path saved;

    @BeforeEach
    void save() throws IOException {
        Files.createDirectories(saved.resolve("a"));
        Files.createDirectories(saved.resolve("b"));
        Files.writeString(saved.resolve("a/layer.tar"), "a layer");
        // As Docker writes a layer that two images share.
        Files.createSymbolicLink(saved.resolve("b/layer.tar"), Path.of("../a/layer.tar"));
        Files.write(saved.resolve("packed.tar"), new byte[] {0x1f, (byte) 0x8b, 0});
        Files.writeString(saved.resolve("config.json"), "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{}}");
        Files.writeString(saved.resolve("manifest.json"), """
                [{"Config":"config.json","RepoTags":["rehearsal.local/client:lookalike"],"Layers":["b/layer.tar","packed.tar"]}]
                """);
    }

    @Test
    @DisplayName("the index names a manifest for each platform, and both have the same layers")
    void twoPlatforms() throws IOException {
        PlatformImage image = client();
        JsonNode index = JSON.readTree(image.index().file().toFile());
        assertEquals(List.of("amd64", "arm64"), index.path("manifests").findValuesAsText("architecture"));
        assertEquals(
                List.of(image.own().digest(), image.foreign().digest()),
                index.path("manifests").findValuesAsText("digest"));
        JsonNode own = JSON.readTree(image.own().file().toFile());
        JsonNode foreign = JSON.readTree(image.foreign().file().toFile());
        assertEquals(own.path("layers"), foreign.path("layers"));
        assertEquals(
                "arm64",
                JSON.readTree(image.configs().get(1).file().toFile())
                        .path("architecture")
                        .asText());
    }

    @Test
    @DisplayName("a layer is named by its hash and says whether it is packed")
    void layers() throws IOException {
        List<Blob> layers = client().layers();
        assertEquals(
                List.of(Blob.LAYER, Blob.LAYER + "+gzip"),
                layers.stream().map(Blob::mediaType).toList());
        // By sha256sum.
        assertEquals(
                "sha256:e28d98ac666afd34f089b971a663264d54d67a60ddc82996d48d8f3c204eb75f",
                layers.get(0).digest());
        assertTrue(layers.get(0).file().endsWith("a/layer.tar"), "the link was followed");
    }

    /** The only image of the archive. */
    private PlatformImage client() throws IOException {
        Map<String, PlatformImage> images = LookAlikes.read(saved);
        assertEquals(Set.of("client"), images.keySet());
        return images.values().iterator().next();
    }
}

package io.meshconformance.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An image for two platforms, as every released one is: an index over a manifest of this machine's platform and one of
 * another, which shares its layers.
 *
 * @param index the index
 * @param own the manifest of this machine's platform
 * @param foreign the manifest of another platform
 * @param configs the two manifests' configurations
 * @param layers the layers
 */
record PlatformImage(Blob index, Blob own, Blob foreign, List<Blob> configs, List<Blob> layers) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> OTHER = Map.of("amd64", "arm64", "arm64", "amd64");

    /**
     * Makes it of what {@code docker save} has written.
     *
     * @param saved the unpacked archive
     * @param image the image's entry in the archive's {@code manifest.json}
     * @param layers layers that are described already, by file; gets those of this image
     * @return the image, with new files in the folder of the archive
     */
    static PlatformImage of(Path saved, JsonNode image, Map<Path, Blob> layers) {
        try {
            List<Blob> own = new ArrayList<>();
            for (JsonNode layer : image.path("Layers")) {
                // Archives name a layer that two images share by links.
                Path file = saved.resolve(layer.asText()).toRealPath();
                own.add(layers.computeIfAbsent(file, Blob::layer));
            }
            Blob config =
                    Blob.of(Blob.CONFIG, saved.resolve(image.path("Config").asText()));
            ObjectNode read = (ObjectNode) JSON.readTree(config.file().toFile());
            String platform = read.path("architecture").asText();
            String other = OTHER.getOrDefault(platform, "amd64");
            read.put("architecture", other);
            Blob foreignConfig = write(Blob.CONFIG, read, saved, config.hash() + "." + other);
            Blob manifest = manifest(config, own, saved);
            Blob foreign = manifest(foreignConfig, own, saved);
            Blob index = write(
                    Blob.INDEX,
                    Map.of(
                            "schemaVersion",
                            2,
                            "mediaType",
                            Blob.INDEX,
                            "manifests",
                            List.of(of(manifest, platform), of(foreign, other))),
                    saved,
                    config.hash() + ".index");
            return new PlatformImage(index, manifest, foreign, List.of(config, foreignConfig), List.copyOf(own));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> of(Blob manifest, String architecture) {
        Map<String, Object> entry = new HashMap<>(manifest.descriptor());
        entry.put("platform", Map.of("os", "linux", "architecture", architecture));
        return entry;
    }

    private static Blob manifest(Blob config, List<Blob> layers, Path folder) {
        return write(
                Blob.MANIFEST,
                Map.of(
                        "schemaVersion",
                        2,
                        "mediaType",
                        Blob.MANIFEST,
                        "config",
                        config.descriptor(),
                        "layers",
                        layers.stream().map(Blob::descriptor).toList()),
                folder,
                config.hash() + ".manifest");
    }

    private static Blob write(String mediaType, Object content, Path folder, String name) {
        try {
            Path file = folder.resolve(name);
            JSON.writeValue(file.toFile(), content);
            return Blob.of(mediaType, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

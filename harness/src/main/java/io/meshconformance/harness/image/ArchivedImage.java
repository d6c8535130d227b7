package io.meshconformance.harness.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The names of an image in its archive, as {@code docker save} writes it.
 *
 * @param configuration id of its configuration, such as {@code sha256:...}
 * @param manifests digests of the manifests that its index lists; none in archives of engines before Docker 25, for which
 *     the node makes a manifest of its own, whose digest cannot be foreseen
 */
public record ArchivedImage(String configuration, Set<String> manifests) {

    /** Whether a node that imported this archive may call its image so: by an id, or a digest behind a repository. */
    boolean mayBe(String imageId) {
        String name = imageId.substring(imageId.lastIndexOf('@') + 1);
        return name.equals(configuration)
                || manifests.contains(name)
                || manifests.isEmpty() && imageId.indexOf('@') > 0;
    }

    static ArchivedImage read(Path archive) {
        String configuration = "";
        Set<String> manifests = new TreeSet<>();
        var json = new JsonMapper();
        try (var tar = new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().equals("manifest.json")) {
                    // Named after its own digest: {digest}.json, or blobs/sha256/{digest}.
                    String name =
                            json.readTree(tar.readAllBytes()).at("/0/Config").asText();
                    configuration = "sha256:" + name.replaceAll(".*/|\\.json$", "");
                } else if (entry.getName().equals("index.json")) {
                    for (JsonNode manifest : json.readTree(tar.readAllBytes()).path("manifests")) {
                        manifests.add(manifest.path("digest").asText());
                    }
                }
            }
            return new ArchivedImage(configuration, manifests);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

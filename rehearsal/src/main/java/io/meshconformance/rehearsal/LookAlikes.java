package io.meshconformance.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.meshconformance.run.EnvironmentBroken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Images that look from outside like the released ones, and hold the programs of the local ones. Each says that it is
 * none of the released: with the label by which the suite's report knows a stand-in.
 */
final class LookAlikes {

    /** The label that the report prints; the look-alikes must all have it. */
    static final String STAND_IN_LABEL = "io.meshconformance.stand-in";

    private static final String PREFIX = "rehearsal.local/";

    private final Path folder;
    private final Map<String, String> names;

    private LookAlikes(Path folder, Map<String, String> names) {
        this.folder = folder;
        this.names = names;
    }

    /**
     * Finds a look-alike for every image of the public catalogue.
     *
     * @param root the checkout's root folder
     * @throws EnvironmentBroken when one is missing
     */
    static LookAlikes of(Path root) {
        Path folder = root.resolve("images/lookalikes");
        Map<String, String> names = published(root);
        for (String name : names.keySet()) {
            if (!Files.isRegularFile(folder.resolve(name).resolve("Dockerfile"))) {
                throw new EnvironmentBroken(
                        "the public catalogue has an image " + name + " that nothing looks like",
                        "write images/lookalikes/" + name + "/Dockerfile");
            }
        }
        return new LookAlikes(folder, names);
    }

    /**
     * The images of the public catalogue.
     *
     * @param root the checkout's root folder
     * @return references by logical name
     */
    static Map<String, String> published(Path root) {
        try {
            JsonNode images = new YAMLMapper()
                    .readTree(root.resolve("manifests/images/public.yaml").toFile())
                    .path("images");
            Map<String, String> names = new TreeMap<>();
            images.properties()
                    .forEach(image -> names.put(
                            image.getKey(), image.getValue().path("image").asText()));
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Builds them with this machine's engine, and lays them into a folder, layer by layer. The engine keeps none of
     * their names.
     *
     * @param target an empty folder
     * @throws EnvironmentBroken when the local images are not there
     */
    void save(Path target) {
        forget();
        for (String name : names.keySet()) {
            // Debian's engine knows only the classic builder, and every engine still has it.
            Program.of(
                            "docker",
                            "build",
                            "--force-rm",
                            "--network=none",
                            "--tag=" + built(name),
                            folder.resolve(name).toString())
                    .with("DOCKER_BUILDKIT", "0")
                    .run();
        }
        var save = new ArrayList<>(List.of("docker", "save"));
        names.keySet().forEach(name -> save.add(built(name)));
        unpacked(new Program(save, Map.of()), target);
        forget();
    }

    /** Takes their names from this machine's engine, also those that a killed rehearsal left. */
    static void forget() {
        List<String> left = built();
        if (!left.isEmpty()) {
            var remove = new ArrayList<>(List.of("docker", "image", "rm", "--force"));
            remove.addAll(left);
            new Program(remove, Map.of()).run();
        }
    }

    private static List<String> built() {
        return Program.of(
                        "docker",
                        "image",
                        "ls",
                        "--format={{.Repository}}:{{.Tag}}",
                        "--filter=reference=" + PREFIX + "*")
                .run()
                .lines()
                .toList();
    }

    private static void unpacked(Program save, Path target) {
        ProcessBuilder unpack =
                Program.of("tar", "--extract", "--directory=" + target).builder();
        try {
            Files.createDirectories(target);
            for (Process process : ProcessBuilder.startPipeline(List.of(save.builder(), unpack))) {
                try (InputStream said = process.getErrorStream()) {
                    String words = new String(said.readAllBytes(), StandardCharsets.UTF_8);
                    if (process.waitFor() != 0) {
                        throw new EnvironmentBroken(
                                "the look-alikes cannot be saved: " + words.strip(), "make room, or read what it says");
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw Program.interrupted(e);
        }
    }

    private static String built(String name) {
        return PREFIX + name + ":lookalike";
    }

    /**
     * What each is published as.
     *
     * @return public references by logical name
     */
    Map<String, Reference> references() {
        Map<String, Reference> references = new TreeMap<>();
        names.forEach((name, reference) -> references.put(name, Reference.of(reference)));
        return references;
    }

    /**
     * Reads what {@link #save} has laid down.
     *
     * @param saved that folder; gets the parts that make each an image of two platforms
     * @return the images by logical name
     */
    static Map<String, PlatformImage> read(Path saved) {
        try {
            Map<Path, Blob> layers = new HashMap<>();
            Map<String, PlatformImage> images = new TreeMap<>();
            for (JsonNode image :
                    new ObjectMapper().readTree(saved.resolve("manifest.json").toFile())) {
                images.put(logical(image.path("RepoTags").path(0).asText()), PlatformImage.of(saved, image, layers));
            }
            return images;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String logical(String built) {
        return built.substring(PREFIX.length(), built.lastIndexOf(':'));
    }
}

package io.meshconformance.harness.image;

import com.github.dockerjava.api.command.InspectImageResponse;
import io.meshconformance.harness.engine.Engine;
import io.meshconformance.harness.engine.Problem;
import io.meshconformance.run.EnvironmentBroken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Image archives that a node imports at boot from a read-only mount. Each image is saved once per image id, so that a
 * second boot needs neither a registry nor time.
 */
public final class ImageArchive {

    /** Where the archives lie in the cache folder. */
    static final String FOLDER = "image-archives";

    private final Engine engine;
    private final Path folder;

    /**
     * Creates the archive.
     *
     * @param engine the engine that holds the images
     * @param cache where the archives lie
     */
    public ImageArchive(Engine engine, Path cache) {
        this.engine = engine;
        this.folder = cache.resolve(FOLDER);
    }

    /**
     * Gathers the archives of some images in one folder, saving those that are not there yet.
     *
     * @param references the images; all must be on this machine
     * @param mount the folder to fill with hard links to the archives
     * @param progress told of each image that has to be saved
     * @throws EnvironmentBroken when an image is missing or the disk refuses
     */
    public void gather(Collection<String> references, Path mount, Consumer<String> progress) {
        try {
            Files.createDirectories(mount);
            for (String reference : new TreeSet<>(references)) {
                Path archive = archive(reference, progress);
                Path link = mount.resolve(archive.getFileName());
                Files.deleteIfExists(link);
                Files.createLink(link, archive);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new EnvironmentBroken(
                    "the image archives cannot be written to " + folder + ": " + e.getMessage(),
                    "make room, or point -Dconformance.cache at a folder with room",
                    e);
        }
    }

    /**
     * The names by which a node may know what it imported.
     *
     * @param reference the image
     * @return the names; empty where there is no archive of what the engine has by that reference
     */
    public Optional<ArchivedImage> of(String reference) {
        return engine.image(reference)
                .map(image -> file(reference, image))
                .filter(NewestFile::isThere)
                .map(NewestFile::path)
                .map(ArchivedImage::read);
    }

    private NewestFile file(String reference, InspectImageResponse image) {
        String id = String.valueOf(image.getId()).replace("sha256:", "");
        return new NewestFile(folder, reference, id.substring(0, 16), ".tar");
    }

    private Path archive(String reference, Consumer<String> progress) throws IOException {
        InspectImageResponse image = engine.image(reference)
                .orElseThrow(() -> Problem.broken(List.of(absent(List.of(new ImageName(reference))))));
        NewestFile archive = file(reference, image);
        if (!archive.isThere()) {
            progress.accept("saving " + reference);
            archive.write(file -> {
                try (InputStream in = engine.client().saveImageCmd(reference).exec()) {
                    Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                }
            });
        }
        return archive.path();
    }

    /** Images of one kind that are not on this machine: each kind comes by a way of its own. */
    static Problem absent(List<ImageName> images) {
        boolean assembled = images.get(0).isAssembled();
        return new Problem(
                (images.size() == 1 ? "the image " : "the images ")
                        + images.stream().map(ImageName::reference).collect(Collectors.joining(", "))
                        + (images.size() == 1 ? " is" : " are") + " not on this machine",
                assembled
                        ? "images/assemble "
                                + images.stream().map(ImageName::assembledName).collect(Collectors.joining(" "))
                                + " (ci/verify does it for you)"
                        : images.stream()
                                .map(image -> "docker pull " + image.reference())
                                .collect(Collectors.joining(" && ", "", " (or docker load -i FILE)")));
    }
}

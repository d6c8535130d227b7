package io.meshconformance.harness.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The newest file of an image in a folder of the cache. Its name is part of what it is: one image under two names has two.
 *
 * @param folder the folder
 * @param image the reference of the image
 * @param mark what tells it from older ones, of one length for all of a folder
 * @param ending such as {@code .tar}
 */
record NewestFile(Path folder, String image, String mark, String ending) {

    /** Fills a file. */
    @FunctionalInterface
    interface Content {

        /** Writes to a file that is there and empty. */
        void to(Path file) throws IOException;
    }

    /** Where it lies, written or not. */
    Path path() {
        return folder.resolve(stem() + mark + ending);
    }

    boolean isThere() {
        return Files.exists(path());
    }

    /** Writes it, as a whole or not at all, and removes older ones of the image. */
    void write(Content content) throws IOException {
        Files.createDirectories(folder);
        Path partial = Files.createTempFile(folder, "partial-", ending);
        try {
            content.to(partial);
            Files.move(partial, path(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
        removeOlder();
    }

    private void removeOlder() throws IOException {
        try (var files = Files.newDirectoryStream(folder, stem() + "?".repeat(mark.length()) + ending)) {
            for (Path file : files) {
                if (!file.equals(path())) {
                    Files.delete(file);
                }
            }
        }
    }

    private String stem() {
        return image.replaceAll("[^A-Za-z0-9.-]+", "_") + "-";
    }
}

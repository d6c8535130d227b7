package io.meshconformance.harness.image;

import io.meshconformance.run.EnvironmentBroken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the program of an image printed, kept from run to run: it prints the same of the same values. The newest of each image
 * is kept, by a digest of all that it was made of.
 *
 * @param folder where it is kept
 */
public record KeptOutput(Path folder) {

    /**
     * What was printed: what is kept, or what the program prints now, which is kept from now on.
     *
     * @param image the reference of the program's image
     * @param madeOf the image's id and the values
     * @param program prints it, where nothing is kept that was made of them
     * @throws EnvironmentBroken when the disk refuses
     */
    public String of(String image, List<String> madeOf, Supplier<String> program) {
        String stem = image.replaceAll("[^A-Za-z0-9.-]+", "_") + "-";
        Path kept = folder.resolve(stem + digest(madeOf) + ".yaml");
        try {
            if (Files.exists(kept)) {
                return Files.readString(kept);
            }
            String printed = program.get();
            Files.createDirectories(folder);
            removeOlder(stem);
            Path partial = Files.createTempFile(folder, "partial-", ".yaml");
            Files.writeString(partial, printed);
            Files.move(partial, kept, StandardCopyOption.ATOMIC_MOVE);
            return printed;
        } catch (IOException e) {
            throw new EnvironmentBroken(
                    "the output of " + image + " cannot be kept in " + folder + ": " + e.getMessage(),
                    "make room, or point -Dconformance.cache at a folder with room",
                    e);
        }
    }

    private void removeOlder(String stem) throws IOException {
        try (var files = Files.newDirectoryStream(folder, stem + "?".repeat(64) + ".yaml")) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static String digest(List<String> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                // No part can run into the next.
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

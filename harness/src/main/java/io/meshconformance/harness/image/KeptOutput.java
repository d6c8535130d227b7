package io.meshconformance.harness.image;

import io.meshconformance.harness.engine.Sha256;
import io.meshconformance.run.EnvironmentBroken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
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
     * @param reading reads what was printed; what it cannot read is not kept
     * @throws EnvironmentBroken when the disk refuses
     */
    public <T> T of(String image, List<String> madeOf, Supplier<String> program, Function<String, T> reading) {
        // No part can run into the next.
        var kept = new NewestFile(folder, image, Sha256.of(String.join("\0", madeOf)), ".yaml");
        try {
            if (kept.isThere()) {
                return reading.apply(Files.readString(kept.path()));
            }
            String printed = program.get();
            T read = reading.apply(printed);
            kept.write(file -> Files.writeString(file, printed));
            return read;
        } catch (IOException e) {
            throw new EnvironmentBroken(
                    "the output of " + image + " cannot be kept in " + folder + ": " + e.getMessage(),
                    "make room, or point -Dconformance.cache at a folder with room",
                    e);
        }
    }
}

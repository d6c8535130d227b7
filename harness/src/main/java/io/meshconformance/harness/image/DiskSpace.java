package io.meshconformance.harness.image;

import io.meshconformance.harness.engine.HostRequirements;
import io.meshconformance.harness.engine.Problem;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether there is room for a run: for archives at the cache folder, for images and the node's volume where the engine
 * keeps them. Both may lie on one disk.
 *
 * @param needs the thresholds
 * @param cache the cache folder
 */
public record DiskSpace(HostRequirements needs, Path cache) {

    private static final int MIB = 20;

    /**
     * Looks.
     *
     * @param engineFolder where the engine keeps what it has, if that is on this machine
     * @param imagesToCome whether images have to be fetched first
     * @return what is missing
     */
    public List<Problem> problems(Optional<Path> engineFolder, boolean imagesToCome) {
        try {
            Files.createDirectories(cache);
            FileStore store = Files.getFileStore(cache);
            long archives = Math.max(0, needs.archivesMib() - archivesThere());
            long engine = needs.nodeMib() + (imagesToCome ? needs.imagesMib() : 0);
            if (engineFolder.isEmpty()) {
                return shortOf(store, cache, archives);
            }
            FileStore engineStore = Files.getFileStore(engineFolder.get());
            if (store.equals(engineStore)) {
                return shortOf(store, cache, archives + engine);
            }
            var problems = new ArrayList<>(shortOf(store, cache, archives));
            problems.addAll(shortOf(engineStore, engineFolder.get(), engine));
            return problems;
        } catch (IOException e) {
            return List.of(new Problem(
                    "the cache folder " + cache + " cannot be written: " + e.getMessage(),
                    "point -Dconformance.cache at a folder of yours"));
        }
    }

    private static List<Problem> shortOf(FileStore store, Path at, long mib) throws IOException {
        long free = store.getUsableSpace() >> MIB;
        return free >= mib
                ? List.of()
                : List.of(new Problem(
                        "there are only " + free + " MiB free at " + at + ", a run needs " + mib,
                        "make room (docker system df shows what Docker takes), or point -Dconformance.cache at another"
                                + " disk"));
    }

    private long archivesThere() throws IOException {
        Path folder = cache.resolve(ImageArchive.FOLDER);
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes >> MIB;
    }
}

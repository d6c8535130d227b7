package io.meshconformance.ci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the program of a run keeps what must not outlive it, the list of its secrets: it goes with the folder, even where the
 * program was killed and could take nothing away.
 *
 * @param folder the folder
 */
public record Scratch(Path folder) implements AutoCloseable {

    /**
     * An empty one: what an earlier run left there goes.
     *
     * @throws IOException when the folder cannot be emptied or made
     */
    static Scratch empty(Path folder) throws IOException {
        var scratch = new Scratch(folder);
        scratch.close();
        Files.createDirectories(folder);
        return scratch;
    }

    /** Takes it away with all that is in it. */
    @Override
    public void close() throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        }
    }
}

package io.meshconformance.rehearsal;

import io.meshconformance.run.EnvironmentBroken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that a rehearsal works in, and what it leaves outside of it: control groups alone.
 *
 * @param folder the folder, this rehearsal's own
 */
record Workplace(Path folder) {

    /** The control group of every container of a rehearsal. */
    static final String CONTROL_GROUP = "mesh-rehearsal";

    private static final Path CONTROL_GROUPS = Path.of("/sys/fs/cgroup");

    Path images() {
        return folder.resolve("images");
    }

    Path engine() {
        return folder.resolve("engine");
    }

    Path registry() {
        return folder.resolve("registry");
    }

    Path cache() {
        return folder.resolve("cache");
    }

    /** What outlives the rehearsal: what was said, and the report. */
    Path results() {
        return folder.resolve("results");
    }

    /** Makes the folder anew; what a killed rehearsal left in it goes. */
    void begin() {
        clear();
        try {
            for (String part : List.of("images", "machine", "changes", "engine", "registry", "cache", "results")) {
                Files.createDirectories(folder.resolve(part));
            }
        } catch (IOException e) {
            throw new EnvironmentBroken(
                    "the folder " + folder + " cannot be written: " + e.getMessage(), "make room there", e);
        }
    }

    /** Takes everything away. Only call this when no process of a rehearsal is alive. */
    void clear() {
        try {
            if (Files.exists(folder)) {
                delete(folder);
            }
            if (Files.isDirectory(CONTROL_GROUPS)) {
                removeGroups(CONTROL_GROUPS.resolve(CONTROL_GROUP));
                try (DirectoryStream<Path> controllers = Files.newDirectoryStream(CONTROL_GROUPS, Files::isDirectory)) {
                    for (Path controller : controllers) {
                        removeGroups(controller.resolve(CONTROL_GROUP));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Deletes a folder with all in it, following no link.
     *
     * @throws IOException when something in it stays
     */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    /** The files in a control group are the kernel's and go with it. */
    private static void removeGroups(Path group) throws IOException {
        if (!Files.isDirectory(group)) {
            return;
        }
        try (Stream<Path> groups = Files.walk(group)) {
            for (Path one : groups.filter(Files::isDirectory)
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                Files.delete(one);
            }
        }
    }
}

package io.meshconformance.harness.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The machine that the suite runs on, as far as an engine is sought and suited there.
 *
 * @param system the operating system's name, as Java gives it
 * @param environment the variables of this process
 * @param home the user's home folder, where {@code docker} keeps its configuration
 * @param root the root of the file system
 */
public record Machine(String system, Map<String, String> environment, Path home, Path root) {

    /** Where the kernel tells its limit of inotify instances. */
    private static final String INOTIFY = "proc/sys/fs/inotify/max_user_instances";

    /** The engine mounts these three files into each container from a folder that carries the container's id. */
    private static final Pattern OWN_ID =
            Pattern.compile("/containers/([0-9a-f]{64})/(?:hostname|hosts|resolv\\.conf)\\b");

    /** This machine. */
    public static Machine here() {
        @Nullable String home = System.getenv("HOME");
        return new Machine(
                System.getProperty("os.name"),
                System.getenv(),
                Path.of(home == null || home.isEmpty() ? System.getProperty("user.home") : home),
                Path.of("/"));
    }

    /** A variable that is set and not empty. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** Whether this process runs on Windows itself, which a system inside WSL2 is not. */
    public boolean isWindows() {
        return system.startsWith("Windows");
    }

    boolean isMac() {
        return system.startsWith("Mac");
    }

    /** Whether this process is in a container. */
    boolean isContainer() {
        return Files.exists(root.resolve(".dockerenv")) || Files.exists(root.resolve("run/.containerenv"));
    }

    /** The id of the container this process is in, by what the engine mounts into it, else by the host's name. */
    Optional<String> containerId() throws IOException {
        if (!isContainer()) {
            return Optional.empty();
        }
        Path mounts = root.resolve("proc/self/mountinfo");
        if (Files.isReadable(mounts)) {
            try (BufferedReader lines = Files.newBufferedReader(mounts)) {
                Optional<String> id = lines.lines()
                        .map(OWN_ID::matcher)
                        .filter(Matcher::find)
                        .map(found -> found.group(1))
                        .findFirst();
                if (id.isPresent()) {
                    return id;
                }
            }
        }
        return firstLine("etc/hostname");
    }

    /** The kernel's release, where the system tells it as Linux does. */
    Optional<String> kernel() throws IOException {
        return firstLine("proc/sys/kernel/osrelease");
    }

    /** How many inotify instances one user may have, where the kernel is asked so. */
    Optional<Integer> inotifyInstances() throws IOException {
        return firstLine(INOTIFY).map(Integer::valueOf);
    }

    /** The kernel gives such a value in one read only, and Files.readString begins with a read of one byte. */
    private Optional<String> firstLine(String file) throws IOException {
        Path path = root.resolve(file);
        if (!Files.isReadable(path)) {
            return Optional.empty();
        }
        try (BufferedReader lines = Files.newBufferedReader(path)) {
            return Optional.ofNullable(lines.readLine()).map(String::strip);
        }
    }
}

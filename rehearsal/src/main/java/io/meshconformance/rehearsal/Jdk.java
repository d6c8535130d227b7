package io.meshconformance.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JDK of this machine.
 *
 * @param home its folder
 * @param feature its feature release, such as 25
 */
record Jdk(Path home, int feature) {

    /** The newest release that a user may have alone, and that the suite has to build and run with. */
    static final int NEWEST = 25;

    /** Where packages put their JDKs. */
    static final Path PACKAGED = Path.of("/usr/lib/jvm");

    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

    /** The one that runs this program. */
    static Jdk running() {
        return new Jdk(
                Path.of(System.getProperty("java.home")), Runtime.version().feature());
    }

    /**
     * Looks for one of a release.
     *
     * @param feature the release
     * @param folders where JDKs lie side by side
     * @return the first one, or empty
     */
    static Optional<Jdk> find(int feature, List<Path> folders) {
        return folders.stream()
                .flatMap(folder -> in(folder).stream())
                .filter(jdk -> jdk.feature() == feature)
                .findFirst();
    }

    private static List<Jdk> in(Path folder) {
        List<Jdk> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> homes = Files.list(folder)) {
                homes.sorted().forEach(home -> read(home).ifPresent(found::add));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    private static Optional<Jdk> read(Path home) {
        Path release = home.resolve("release");
        if (!Files.isRegularFile(release) || !Files.isExecutable(home.resolve("bin/javac"))) {
            return Optional.empty();
        }
        try {
            Matcher version = VERSION.matcher(Files.readString(release));
            return version.find()
                    ? Optional.of(new Jdk(home.toRealPath(), Integer.parseInt(version.group(1))))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.meshconformance.ci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The checkout that a run is started from.
 *
 * @param root its root folder
 */
record Checkout(Path root) {

    private static final List<String> SOURCES =
            List.of("pom.xml", "run", "ci", "manifests", "evidence", "harness", "reports", "scenarios");

    private static final Pattern SCENARIO_ID = Pattern.compile("\\bid = \"([A-Z]+-[0-9]+)\"");

    /** What Maven writes last: the class path of what it built. */
    private Path classPathFile() {
        return root.resolve("scenarios/target/classpath.txt");
    }

    /** The program of that name below the root. */
    String program(String path) {
        return root.resolve(path).toString();
    }

    /** A program of that name, not started, which runs in the root. */
    ProcessBuilder command(String path, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(program(path)));
        words.addAll(arguments);
        return new ProcessBuilder(words).directory(root.toFile());
    }

    /** Where a step's output goes. */
    Path log(String step) {
        return root.resolve("target").resolve(step + ".log");
    }

    /** Where the programs of a run keep what must not outlive them. */
    Path scratch() {
        return root.resolve("target").resolve("tmp");
    }

    /**
     * Whether what Maven built last is of the sources as they are now.
     *
     * @throws IOException when the checkout cannot be read
     */
    boolean isBuilt() throws IOException {
        if (!Files.exists(classPathFile())) {
            return false;
        }
        FileTime built = Files.getLastModifiedTime(classPathFile());
        for (String source : SOURCES) {
            if (newerThan(built, root.resolve(source))) {
                return false;
            }
        }
        return true;
    }

    private static boolean newerThan(FileTime built, Path source) throws IOException {
        try (Stream<Path> files =
                Files.find(source, Integer.MAX_VALUE, (path, attributes) -> isNewer(path, attributes, built))) {
            return files.findAny().isPresent();
        }
    }

    private static boolean isNewer(Path path, BasicFileAttributes attributes, FileTime built) {
        boolean made = path.toString().contains("/target/");
        return !made
                && attributes.isRegularFile()
                && attributes.lastModifiedTime().compareTo(built) > 0;
    }

    /**
     * The class path of the scenarios and all they stand on.
     *
     * @throws IOException when nothing was built
     */
    String classPath() throws IOException {
        return root.resolve("scenarios/target/test-classes") + ":"
                + Files.readString(classPathFile()).strip();
    }

    /**
     * The ids of the scenarios, by their annotations in the sources: nothing need be built to list them.
     *
     * @throws IOException when the checkout cannot be read
     */
    Set<String> scenarioIds() throws IOException {
        var ids = new TreeSet<String>();
        Path sources = root.resolve("scenarios/src/test/java");
        try (Stream<Path> files = Files.find(
                sources,
                Integer.MAX_VALUE,
                (path, attributes) -> path.toString().endsWith("Scenario.java"))) {
            for (Path file : files.toList()) {
                Matcher id = SCENARIO_ID.matcher(Files.readString(file));
                if (id.find()) {
                    ids.add(id.group(1));
                }
            }
        }
        return ids;
    }
}

package io.meshconformance.harness.browser;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where one browser writes, with a profile that was empty before. Playwright would take a profile away as well, but while
 * the browser's last processes are still writing into it, and some of it would stay.
 *
 * @param folder named after this JVM: what a killed one has left, the next browser takes away
 */
record BrowserProfile(Path folder) {

    private static final String PREFIX = "conformance-browser-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d+)-\\d+");

    /**
     * Makes one, and takes away those of JVMs that are gone.
     *
     * @throws BrowserLost when there is no room for it
     */
    static BrowserProfile make() {
        try {
            Path made =
                    Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
            sweep(made.toAbsolutePath().getParent());
            return new BrowserProfile(made);
        } catch (IOException e) {
            throw new BrowserLost("there is no folder for the browser's profile: " + e.getMessage(), e);
        }
    }

    private static void sweep(Path where) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(where, PREFIX + "*")) {
            for (Path each : found) {
                Matcher name = NAME.matcher(each.getFileName().toString());
                if (name.matches()
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                    deleted(each);
                }
            }
        }
    }

    /** Where the profile goes. */
    Path profile() {
        return folder.resolve("profile");
    }

    /** The variables of this JVM, but temporary files go here. */
    Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put("TMPDIR", folder.toString());
        return variables;
    }

    /**
     * Takes it away.
     *
     * @param limit until the last process that writes there has ended
     * @throws BrowserLost when something stays
     */
    void delete(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!deleted(folder)) {
                if (System.nanoTime() > deadline) {
                    throw new BrowserLost("something still writes into the browser's profile " + folder);
                }
            }
        } catch (IOException e) {
            throw new BrowserLost("the browser's profile could not be deleted: " + folder, e);
        }
    }

    private static boolean deleted(Path root) throws IOException {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    // A process that is just ending takes its own files away.
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException trouble)
                        throws IOException {
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
            return true;
        } catch (DirectoryNotEmptyException e) {
            return false;
        }
    }
}

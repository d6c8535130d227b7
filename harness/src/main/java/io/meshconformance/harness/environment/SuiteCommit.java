package io.meshconformance.harness.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The commit that the suite judges from, whichever program started it.
 *
 * @param id forty hexadecimal digits; empty where no commit is known, such as beside no git
 * @param dirty whether the working tree has changes that no commit holds
 */
record SuiteCommit(String id, boolean dirty) {

    private static final SuiteCommit UNKNOWN = new SuiteCommit("", false);

    /** The commit of the checkout below this folder. */
    static SuiteCommit of(Path root) {
        return git(root, "rev-parse", "HEAD")
                .flatMap(id ->
                        git(root, "status", "--porcelain").map(changes -> new SuiteCommit(id, !changes.isEmpty())))
                .orElse(UNKNOWN);
    }

    /** What git says; nothing where it is not there or refuses. */
    private static Optional<String> git(Path root, String... arguments) {
        List<String> words = Stream.concat(Stream.of("git", "-C", root.toString()), Stream.of(arguments))
                .toList();
        try {
            Process git = new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            git.getOutputStream().close();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return git.waitFor() == 0 ? Optional.of(said.strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}

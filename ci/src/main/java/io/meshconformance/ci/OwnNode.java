package io.meshconformance.ci;

import io.meshconformance.run.KeptImages;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * A node that one of these programs boots for itself, has kept for several runs, and takes away again.
 *
 * @param checkout where the suite is built
 * @param people told what cannot be done
 */
record OwnNode(Checkout checkout, PrintStream people) {

    /** Whether the node that a run kept is remembered and still runs. */
    static boolean runs(Path cache) throws IOException, InterruptedException {
        if (KeptImages.read(cache).isEmpty()) {
            return false;
        }
        Process listed = new ProcessBuilder("docker", "ps", "--quiet", "--filter", "label=" + KeptImages.LABEL)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String ids = new String(listed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return listed.waitFor() == 0 && !ids.isBlank();
    }

    /**
     * Takes the kept node away, also while this process ends.
     *
     * @param program which of the programs had it kept
     * @param properties the settings that it was booted with
     */
    void remove(String program, Properties properties) {
        try {
            ProcessBuilder removal = new SuiteProgram(
                            checkout, "io.meshconformance.harness.environment.KeptNodeRemoval")
                    .with(properties, List.of(program));
            if (!Children.last(removal)) {
                people.println("the node that was booted for this stays; the next run of ci/verify removes it");
            }
        } catch (IOException e) {
            // Nothing was built, and so nothing was booted.
            people.println("the suite is not built: " + e.getMessage());
        }
    }
}

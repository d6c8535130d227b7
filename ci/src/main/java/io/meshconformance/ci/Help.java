package io.meshconformance.ci;

import io.meshconformance.run.Setting;
import java.util.ArrayList;
import java.util.List;

/** The help of {@code ci/verify}. Options and their sentences are those of {@link Setting}. */
final class Help {

    private static final int INDENT = 30;
    private static final int WIDTH = 96;

    private static final String HEAD = """
            Usage: ci/verify [OPTION...]

            Boots a Kubernetes node in a container, installs Istio, the identity-aware proxy, an OIDC
            provider and the workloads, runs the scenarios and writes target/report/index.html. Needs a
            container engine, Java 17 or newer and Maven 3.8.7 or newer; what else is missing it says,
            with its cure.

            """;

    private static final String FOOT = """
              -Dconformance.image.NAME=REF  judge this image as NAME, such as another proxy
              --list                        print the scenarios and run nothing; with --format json as JSON
              --help

            Each option is a setting as well: --seed is -Dconformance.seed here and for mvn verify, the
            variable CONFORMANCE_SEED, and the line conformance.seed=N in conformance.properties. An option
            holds against a variable, a variable against the file.

            Exit codes: 0 conformant, or what was asked for is: a run of some scenarios says nothing of the
            others; 1 not conformant; 2 the environment is broken, nothing is judged; 3 wrong use;
            130 interrupted.
            """;

    private Help() {}

    static String text() {
        var text = new StringBuilder(HEAD);
        for (Setting setting : Setting.values()) {
            String option = (setting.option() + " " + setting.placeholder()).strip();
            List<String> lines = wrapped(setting.help());
            text.append("  ").append(option);
            String first = option.length() + 2 < INDENT
                    ? " ".repeat(INDENT + 2 - option.length() - 2)
                    : "\n" + " ".repeat(INDENT + 2);
            text.append(first)
                    .append(String.join("\n" + " ".repeat(INDENT + 2), lines))
                    .append('\n');
        }
        return text.append(FOOT).toString();
    }

    private static List<String> wrapped(String sentence) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : sentence.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH - INDENT) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}

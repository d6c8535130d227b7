package io.meshconformance.ci.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How each run ended, told as it ends, and kept as data. */
final class ChaosTable {

    private final PrintStream out;
    private final Path file;
    private final List<String> rows = new ArrayList<>();
    private int wrong;

    ChaosTable(PrintStream out, Path file) {
        this.out = out;
        this.file = file;
    }

    /**
     * Tells how a run ended.
     *
     * @return whether it did as it has to
     */
    boolean add(String name, ChaosRun.Ended ended) throws IOException {
        boolean right = ended.wrong().isEmpty();
        out.printf(
                Locale.ROOT,
                "%-6s %-22s %6.1f s  exit code %d%n",
                right ? "ok" : "WRONG",
                name,
                ended.seconds(),
                ended.code());
        ended.wrong().forEach(sentence -> out.println("         " + sentence));
        wrong += right ? 0 : 1;
        rows.add(String.format(
                Locale.ROOT,
                "  {\"fault\": \"%s\", \"seconds\": %.1f, \"exitCode\": %d, \"wrong\": [%s]}",
                name,
                ended.seconds(),
                ended.code(),
                ended.wrong().stream().map(ChaosTable::quoted).collect(Collectors.joining(", "))));
        Files.writeString(file, "[\n" + String.join(",\n", rows) + "\n]\n");
        return right;
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** Tells the sum; whether all was as it has to be. */
    boolean told() {
        out.printf("%d of %d runs ended as they have to. Results: %s%n", rows.size() - wrong, rows.size(), file);
        return wrong == 0;
    }
}

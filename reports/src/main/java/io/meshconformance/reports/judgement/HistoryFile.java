package io.meshconformance.reports.judgement;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshconformance.reports.format.Documents;
import io.meshconformance.reports.model.PastRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where the last runs are kept from one run to the next: one JSON object a line, oldest first.
 *
 * @param path the file, which need not exist
 */
public record HistoryFile(Path path) {

    /** A line lacks no part of a run; it may have more, such as a count that is no longer made. */
    private static final ObjectReader WHOLE = Documents.JSON
            .readerFor(PastRun.class)
            .with(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /**
     * Reads it; an absent file is an empty history. A history decides no verdict, so what cannot be read of it is told in
     * one sentence and left out: the other runs stay, and the next that is written mends the file.
     */
    public History read(Consumer<String> trouble) {
        if (Files.notExists(path)) {
            return History.NONE;
        }
        String text;
        try {
            // Bytes of a torn write may be no UTF-8: they spoil their line and no other.
            text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        } catch (IOException e) {
            trouble.accept("without a trend: %s cannot be read (%s); make it readable or delete it"
                    .formatted(path, e.getClass().getSimpleName()));
            return History.NONE;
        }
        List<PastRun> runs = new ArrayList<>();
        List<String> torn = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank() && !added(runs, line)) {
                torn.add(String.valueOf(number));
            }
        }
        if (!torn.isEmpty()) {
            trouble.accept("the trend lacks what cannot be read as a run: %s, line %s"
                    .formatted(path, String.join(", ", torn)));
        }
        return new History(List.copyOf(runs));
    }

    private static boolean added(List<PastRun> runs, String line) {
        try {
            JsonNode tree = Documents.JSON.readTree(line);
            if (tree.path("statistics") instanceof ObjectNode counts) {
                // Earlier runs counted none: what failed was not played once more.
                counts.putIfAbsent("unstable", IntNode.valueOf(0));
            }
            PastRun run = WHOLE.readValue(tree);
            return run != null && runs.add(run);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Writes a history: beside the file first, so that a machine that dies leaves the old one or the new one.
     *
     * @throws IOException where the file cannot be written
     */
    public void write(History history) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (PastRun run : history.runs()) {
            lines.append(Documents.JSON.writeValueAsString(run)).append('\n');
        }
        Path target = path.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        Files.writeString(fresh, lines);
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    }
}

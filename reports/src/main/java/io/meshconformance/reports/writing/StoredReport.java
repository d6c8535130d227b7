package io.meshconformance.reports.writing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshconformance.reports.format.Documents;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.PastRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A report read back from its YAML or JSON: whole, or not at all. A file that was cut off may well be YAML still, so
 * every part that the format requires is looked for. Each refusal is one sentence that says what to do.
 */
public final class StoredReport {

    private static final String NAME_ONE =
            "name the conformance-report.yaml or .json of a run, such as target/report/conformance-report.yaml";
    private static final String TAKE_AGAIN = "take the file from the folder of its run again";

    private final Path file;

    private StoredReport(Path file) {
        this.file = file;
    }

    /**
     * Reads a report from YAML or JSON, whatever its name.
     *
     * @throws IOException where the file is missing or holds no whole report; its message is one line
     */
    public static ConformanceReport read(Path file) throws IOException {
        return new StoredReport(file).read();
    }

    private ConformanceReport read() throws IOException {
        if (Files.isDirectory(file)) {
            throw refusal(" is a folder", NAME_ONE);
        }
        if (Files.notExists(file)) {
            throw new IOException("there is no file " + file + ": " + NAME_ONE);
        }
        byte[] bytes = bytes();
        String beginning = new String(bytes, 0, Math.min(bytes.length, 64), StandardCharsets.UTF_8).stripLeading();
        ObjectMapper mapper = beginning.startsWith("{") ? Documents.JSON : Documents.YAML;
        require(tree(mapper, bytes));
        ConformanceReport report = value(mapper, bytes);
        int listed = report.scenarios().size();
        if (listed != report.statistics().declared()) {
            throw refusal(
                    " lists %d scenarios of the %d it counts: it was cut off"
                            .formatted(listed, report.statistics().declared()),
                    TAKE_AGAIN);
        }
        String previous = report.run().previous();
        if (previous != null && !endsWith(report.trend(), previous)) {
            throw refusal(" lacks the end of its trend: it was cut off", TAKE_AGAIN);
        }
        return report;
    }

    /** The trend stands last in the file, and its last run is the one that the head of the report names. */
    private static boolean endsWith(List<PastRun> trend, String previous) {
        if (trend.isEmpty()) {
            return false;
        }
        PastRun last = trend.get(trend.size() - 1);
        return last.id().equals(previous)
                && last.scenarios().size() == last.statistics().declared();
    }

    private byte[] bytes() throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw refusal(" cannot be read (" + e.getClass().getSimpleName() + ")", "make it readable");
        }
    }

    private JsonNode tree(ObjectMapper mapper, byte[] bytes) throws IOException {
        try {
            return mapper.readTree(bytes);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            String kind = mapper == Documents.JSON ? "JSON" : "YAML";
            throw refusal(
                    ", line %d, is no %s or was cut off there (%s)".formatted(line, kind, firstLine(e)), NAME_ONE);
        } catch (IOException e) {
            throw refusal(" is no text in UTF-8", NAME_ONE);
        }
    }

    private void require(JsonNode tree) throws IOException {
        String version = tree.path("apiVersion").asText();
        if (!tree.isObject() || !ConformanceReport.KIND.equals(tree.path("kind").asText())) {
            throw refusal(" holds no " + ConformanceReport.KIND, NAME_ONE);
        }
        if (!ConformanceReport.API_VERSION.equals(version)) {
            throw refusal(
                    " is a report of %s and not of %s".formatted(version, ConformanceReport.API_VERSION),
                    "read it with ci/report of the commit that wrote it");
        }
        Optional<String> missing = new RequiredParts().missingOf(tree);
        if (missing.isPresent()) {
            throw refusal(" is not whole, it has no " + missing.get() + ": it was cut off or edited", TAKE_AGAIN);
        }
    }

    private ConformanceReport value(ObjectMapper mapper, byte[] bytes) throws IOException {
        try {
            return mapper.readValue(bytes, ConformanceReport.class);
        } catch (JsonMappingException e) {
            String where = e.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining("/"));
            throw refusal(
                    " holds at %s what no report of %s holds (%s)"
                            .formatted(where, ConformanceReport.API_VERSION, firstLine(e)),
                    "read it with ci/report of the commit that wrote it");
        }
    }

    private static String firstLine(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("").strip();
    }

    private IOException refusal(String what, String cure) {
        return new IOException(file + what + ": " + cure);
    }
}

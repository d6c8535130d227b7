package io.meshconformance.reports.writing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.meshconformance.reports.model.ConformanceReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The report as YAML and JSON. The same report gives the same bytes: keys in the order of the format, maps sorted. */
public final class Documents {

    /** Reads and writes JSON. */
    public static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    /** Reads and writes YAML. Lines are never split, so that the scan for secrets sees each value in one piece. */
    public static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build();

    private Documents() {}

    /** The report as YAML. */
    public static byte[] yaml(ConformanceReport report) {
        return bytes(() -> YAML.writeValueAsBytes(report));
    }

    /** The report as JSON, one property a line, the same on every platform. */
    public static byte[] json(ConformanceReport report) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        return bytes(() -> (JSON.writer(printer).writeValueAsString(report) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a report from YAML or JSON, whatever its name: JSON is YAML.
     *
     * @throws IOException where the file is missing or holds no report
     */
    public static ConformanceReport read(Path file) throws IOException {
        ConformanceReport report = file.toString().endsWith(".json")
                ? JSON.readValue(Files.readAllBytes(file), ConformanceReport.class)
                : YAML.readValue(Files.readAllBytes(file), ConformanceReport.class);
        if (report == null || !ConformanceReport.API_VERSION.equals(report.apiVersion())) {
            throw new IOException(file + " holds no report of " + ConformanceReport.API_VERSION);
        }
        return report;
    }

    private static byte[] bytes(Serialization serialization) {
        try {
            return serialization.write();
        } catch (IOException e) {
            throw new UncheckedIOException("a report in memory always serializes", e);
        }
    }

    private interface Serialization {
        byte[] write() throws IOException;
    }
}

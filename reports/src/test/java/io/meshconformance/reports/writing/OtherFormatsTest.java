package io.meshconformance.reports.writing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshconformance.reports.format.Documents;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.sample.RichRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.reporting.tooling.core.validator.DefaultValidator;
import org.opentest4j.reporting.tooling.core.validator.ValidationResult;

class OtherFormatsTest {

    private final ConformanceReport report = RichRun.failing().report();

    @TempDir
    Path folder;

    @Test
    void theOpenTestReportIsValidByItsOwnSchema() throws IOException {
        Path file = Files.write(folder.resolve("open-test-report.xml"), OpenTestReport.of(report));

        ValidationResult result = new DefaultValidator().validate(file);

        assertTrue(result.messages().isEmpty(), result::toString);
        String xml = Files.readString(file);
        assertTrue(xml.contains("status=\"FAILED\"") && xml.contains("status=\"SKIPPED\""), xml);
    }

    @Test
    void everyCheckIsAnAllureResultInAlluresWords() throws IOException {
        List<String> statuses = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : AllureResults.of(report).entrySet()) {
            if (file.getKey().endsWith("-result.json")) {
                JsonNode result = Documents.JSON.readTree(file.getValue());
                statuses.add(result.path("status").asText());
                assertEquals("finished", result.path("stage").asText());
                assertTrue(result.path("stop").asLong() >= result.path("start").asLong());
            }
        }

        long checks = report.scenarios().stream()
                .mapToLong(scenario -> Math.max(1, scenario.checks().size()))
                .sum();
        assertEquals(checks, statuses.size());
        assertTrue(statuses.containsAll(List.of("passed", "failed", "skipped")), statuses::toString);
    }

    @Test
    void theSameReportGivesTheSameBytes() {
        ConformanceReport again = RichRun.failing().report();

        assertArrayEquals(OpenTestReport.of(report), OpenTestReport.of(again));
        assertEquals(texts(AllureResults.of(report)), texts(AllureResults.of(again)));
    }

    private static Map<String, String> texts(Map<String, byte[]> files) {
        Map<String, String> texts = new TreeMap<>();
        files.forEach((name, bytes) -> texts.put(name, new String(bytes, StandardCharsets.ISO_8859_1)));
        return texts;
    }
}

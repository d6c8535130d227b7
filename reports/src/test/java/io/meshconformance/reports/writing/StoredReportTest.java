package io.meshconformance.reports.writing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.ExchangeEvidence;
import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.events.RecordedCheck;
import io.meshconformance.reports.format.Documents;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.sample.EvidenceSamples;
import io.meshconformance.reports.sample.LargeRun;
import io.meshconformance.reports.sample.RichRun;
import io.meshconformance.reports.sample.SampleRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredReportTest {

    private static final int LIMIT_OF_SNAKE_YAML = 3 * 1024 * 1024;

    @TempDir
    Path folder;

    @Test
    void aReportOfManyMegabytesIsReadBack() throws IOException {
        ConformanceReport report = LargeRun.ofWhichFailed(0).report();
        byte[] yaml = Documents.yaml(report);

        assertTrue(yaml.length > LIMIT_OF_SNAKE_YAML, yaml.length + " bytes");
        assertEquals(report, StoredReport.read(stored("large.yaml", yaml)));
    }

    @Test
    void jsonIsReadWhateverTheNameOfItsFile() throws IOException {
        ConformanceReport report = RichRun.failing().report();

        assertEquals(report, StoredReport.read(stored("report.yaml", Documents.json(report))));
    }

    @Test
    void aHeaderLineWithoutItsValueIsNoReport() throws IOException {
        String whole = new String(Documents.json(RichRun.failing().report()), StandardCharsets.UTF_8);
        String cut = whole.replaceFirst("(\"headers\":\\[\\s*\\[\\s*\"[^\"]*\"),\\s*\"[^\"]*\"", "$1");
        assertNotEquals(whole, cut);

        Path file = stored("report.json", cut.getBytes(StandardCharsets.UTF_8));
        assertThrows(IOException.class, () -> StoredReport.read(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1_000",
                "+1",
                "1e3",
                "12e03456",
                ".5",
                "0x1F",
                "0o17",
                "017",
                "yes",
                "null",
                "~",
                "",
                " ",
                "- a",
                "a: b",
                "#1",
                "%",
                "@x",
                "`x`",
                "!x",
                "*",
                "&x",
                "{}",
                "[]",
                "2026-11-22",
                "22:30:00",
                "a\nb",
                "\ttab",
                "é\u0001",
                "true",
                ".inf",
                "-",
                "? x",
                "|",
                ">",
                "'",
                "\"",
                "a #b",
                "x\r\ny",
                "\u2028",
                "=",
                "<<"
            })
    void aTextStaysTheTextItWas(String text) throws IOException {
        Map<String, Object> value = Map.of("key", text, "list", List.of(text));

        assertEquals(value, Documents.YAML.readValue(Documents.YAML.writeValueAsBytes(value), Map.class));
    }

    /** Envoy writes null for what does not concern a request. */
    @Test
    void whatASidecarLoggedIsReadBackAsItWasNullIncluded() throws IOException {
        Map<String, Object> entry = new HashMap<>(Map.of("response_code", 200));
        entry.put("token_issuer", null);
        ExchangeEvidence logged =
                EvidenceSamples.exchange(Answerer.APPLICATION, EvidenceSamples.noLog(), List.of(entry));
        ConformanceReport report = new SampleRun()
                .scenario(
                        "GUIDE-001",
                        new RecordedCheck(
                                "check",
                                "a sentence",
                                Ending.PASSED,
                                0,
                                1,
                                EvidenceSamples.check(List.of(), List.of(logged), List.of())))
                .report();

        assertEquals(report, StoredReport.read(stored("report.json", Documents.json(report))));
        assertEquals(report, StoredReport.read(stored("report.yaml", Documents.yaml(report))));
        String json = new String(Documents.json(report), StandardCharsets.UTF_8);
        assertTrue(refused(json.replaceFirst("\"summary\":\"[^\"]*\"", "\"summary\":null"))
                .contains("verdict/summary"));
    }

    @Test
    void halfAPairOfSurrogatesIsWrittenAsTheReplacementCharacterAndNeverRead() throws IOException {
        Map<String, String> value = Map.of("k\udc00", "a\ud800\ud83d\ude00");
        Map<String, String> written = Map.of("k\ufffd", "a\ufffd\ud83d\ude00");

        assertEquals(written, Documents.YAML.readValue(Documents.YAML.writeValueAsBytes(value), Map.class));
        assertEquals(written, Documents.JSON.readValue(Documents.JSON.writeValueAsBytes(value), Map.class));
        String json = new String(Documents.json(RichRun.passing().report()), StandardCharsets.UTF_8);
        assertTrue(
                refused(json.replaceFirst("\"summary\":\"", "\"summary\":\"\\\\ud800"))
                        .contains("it has no verdict/summary"),
                json);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 35, 60, 90, 99})
    void aReportThatWasCutOffIsRefused(int percent) throws IOException {
        byte[] yaml = Documents.yaml(RichRun.failing().report());
        String all = new String(yaml, StandardCharsets.UTF_8);
        // Where a line ends, since a file cut off there is YAML still.
        String part = all.substring(0, all.indexOf('\n', all.length() * percent / 100) + 1);

        assertTrue(refused(part).contains("cut off"), refused(part));
    }

    @Test
    void everyRefusalIsOneLineThatSaysWhatToDo() throws IOException {
        String report = new String(Documents.yaml(RichRun.passing().report()), StandardCharsets.UTF_8);
        List<String> said = List.of(
                refused(""),
                refused("just words"),
                refused("- a\n- b\n"),
                refused("a: [1, 2\nb: }\n"),
                refused("{\"kind\": \"ConformanceReport\", "),
                refused("apiVersion: v1\nkind: Pod\n"),
                refused(report.replace("mesh-conformance/v1alpha4", "mesh-conformance/v2")),
                refused(report.replace("result: \"conformant\"", "result: \"splendid\"")
                        .replace("result: conformant", "result: splendid")),
                refused(report + "surprise: 1\n"),
                assertThrows(IOException.class, () -> StoredReport.read(folder)).getMessage(),
                assertThrows(IOException.class, () -> StoredReport.read(folder.resolve("absent.yaml")))
                        .getMessage());

        for (String sentence : said) {
            assertFalse(sentence.contains("\n"), sentence);
            assertTrue(sentence.matches(".*: (name the|take the|read it with).*"), sentence);
        }
    }

    private String refused(String text) throws IOException {
        Path file = stored("bad.yaml", text.getBytes(StandardCharsets.UTF_8));
        return String.valueOf(
                assertThrows(IOException.class, () -> StoredReport.read(file)).getMessage());
    }

    private Path stored(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }
}

package io.meshconformance.reports.writing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.format.Documents;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.sample.RichRun;
import io.meshconformance.reports.sample.SampleRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {

    private final JsonSchema schema = schema();

    @ParameterizedTest
    @MethodSource("reports")
    void everyReportThatIsWrittenIsValid(ConformanceReport report) throws IOException {
        assertEquals(Set.of(), schema.validate(Documents.YAML.readTree(Documents.yaml(report))));
        assertEquals(Set.of(), schema.validate(Documents.JSON.readTree(Documents.json(report))));
    }

    static Stream<ConformanceReport> reports() {
        ConformanceReport leaked = LeakNotice.of(RichRun.failing().report());
        return Stream.of(
                RichRun.failing().report(),
                RichRun.passing().report(),
                new SampleRun().broken("No Docker.").died().report(),
                new SampleRun().scenario("GUIDE-001", Ending.UNFINISHED).report(),
                leaked);
    }

    @Test
    void aSkipWithoutReasonIsRefused() throws IOException {
        assertRefused(report -> {
            ObjectNode skipped = scenario(report, "RES-004");
            skipped.remove("reason");
        });
    }

    @Test
    void aMissingDirtyFlagIsRefused() throws IOException {
        assertRefused(report -> ((ObjectNode) report.at("/run/suite")).remove("dirty"));
    }

    @Test
    void anUnknownKeyIsRefused() throws IOException {
        assertRefused(report -> report.put("extra", 1));
    }

    @Test
    void aBadIdIsRefused() throws IOException {
        assertRefused(report -> scenario(report, "RES-004").put("id", "RES-4"));
    }

    private void assertRefused(Consumer<ObjectNode> damage) throws IOException {
        ObjectNode report = (ObjectNode)
                Documents.JSON.readTree(Documents.json(RichRun.failing().report()));
        damage.accept(report);
        Set<ValidationMessage> messages = schema.validate(report);
        assertFalse(messages.isEmpty(), "the schema lets it through");
    }

    private static ObjectNode scenario(ObjectNode report, String id) {
        for (JsonNode scenario : report.get("scenarios")) {
            if (scenario.get("id").asText().equals(id)) {
                return (ObjectNode) scenario;
            }
        }
        throw new IllegalArgumentException("no scenario " + id);
    }

    private static JsonSchema schema() {
        String base = "https://mesh-conformance.example/schema/";
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(
                        base + "conformance-report-v1alpha3.schema.json", text(RequiredParts.REPORT),
                        base + "evidence.schema.json", text(RequiredParts.EVIDENCE)))));
        return factory.getSchema(SchemaLocation.of(base + "conformance-report-v1alpha3.schema.json"));
    }

    private static String text(String resource) {
        try (InputStream stream = SchemaTest.class.getResourceAsStream(resource)) {
            assertNotNull(stream, resource);
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.meshconformance.reports.writing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.format.Documents;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.sample.RichRun;
import io.meshconformance.reports.sample.SampleRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    /** Without this a part that is missing would be found only where the page is made. */
    @Test
    void everyPartOfEveryTypeIsNamedAndIsRequiredWhereItIsNeverNull() throws IOException {
        JsonNode document = Documents.JSON.readTree(text(RequiredParts.REPORT));
        int compared = 0;
        for (JavaClass type : new ClassFileImporter().importPackagesOf(ConformanceReport.class)) {
            JsonNode rule = type.isEquivalentTo(ConformanceReport.class)
                    ? document
                    : document.path("$defs").path(name(type.getSimpleName()));
            if (type.isRecord() && rule.has("properties")) {
                Class<?> part = type.reflect();
                Set<String> required = new TreeSet<>();
                rule.path("required").forEach(name -> required.add(name.asText()));
                assertEquals(parts(part, false), required, part::toString);
                assertEquals(
                        List.of(),
                        parts(part, true).stream()
                                .filter(name -> !rule.path("properties").has(name))
                                .toList(),
                        part::toString);
                compared++;
            }
        }
        assertTrue(compared > 15, compared + " types");
    }

    private static String name(String type) {
        return type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
    }

    private static Set<String> parts(Class<?> type, boolean nullable) {
        return Stream.of(type.getRecordComponents())
                .filter(part -> nullable || !part.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(TreeSet::new));
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
                        base + "conformance-report-v1alpha4.schema.json", text(RequiredParts.REPORT),
                        base + "evidence.schema.json", text(RequiredParts.EVIDENCE)))));
        return factory.getSchema(SchemaLocation.of(base + "conformance-report-v1alpha4.schema.json"));
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

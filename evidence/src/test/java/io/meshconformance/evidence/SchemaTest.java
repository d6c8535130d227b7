package io.meshconformance.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schema and the types say the same. */
class SchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode schema = schema();

    static Stream<Object> evidence() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("evidence")
    @DisplayName("what is written is valid")
    void valid(Object evidence) throws IOException {
        JsonNode reference = schema.deepCopy();
        ((com.fasterxml.jackson.databind.node.ObjectNode) reference)
                .put("$ref", "#/$defs/" + name(evidence.getClass()));
        JsonSchema whole =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(reference);

        assertEquals(Set.of(), whole.validate(JSON.readTree(EvidenceFile.json(evidence))));
    }

    @Test
    @DisplayName("it names every part of every type, and requires those that are never null")
    void complete() {
        for (Class<?> type : records()) {
            JsonNode rule = schema.path("$defs").path(name(type));
            assertTrue(rule.isObject(), () -> "the schema has no " + name(type));
            Set<String> properties = new TreeSet<>(names(rule.path("properties").fieldNames()));
            Set<String> required = new TreeSet<>();
            rule.path("required").forEach(part -> required.add(part.asText()));
            if (type.getInterfaces().length > 0) {
                assertTrue(properties.remove("kind") && required.remove("kind"), type + " is one of several kinds");
            }
            assertEquals(parts(type, true), properties, type::toString);
            assertEquals(parts(type, false), required, type::toString);
        }
    }

    private static Set<String> parts(Class<?> type, boolean nullable) {
        Set<String> parts = new TreeSet<>();
        for (RecordComponent part : type.getRecordComponents()) {
            if (nullable || !part.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                parts.add(part.getName());
            }
        }
        return parts;
    }

    private static List<Class<?>> records() {
        List<Class<?>> records = new ArrayList<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.meshconformance.evidence")) {
            boolean part = !type.getPackageName().endsWith(".declaration")
                    && !type.getSimpleName().equals("SecretsFile");
            if (type.isRecord() && part && !type.isAnnotatedWith(JsonFormat.class)) {
                records.add(type.reflect());
            }
        }
        assertTrue(records.size() > 20, records::toString);
        return records;
    }

    private static List<String> names(java.util.Iterator<String> names) {
        List<String> all = new ArrayList<>();
        names.forEachRemaining(all::add);
        return all;
    }

    private static String name(Class<?> type) {
        String name = type.getSimpleName();
        return name.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + name.substring(1);
    }

    private static JsonNode schema() {
        try (InputStream stream = SchemaTest.class.getResourceAsStream("evidence.schema.json")) {
            assertNotNull(stream);
            return JSON.readTree(stream);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

package io.meshconformance.reports.writing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * What the published schema requires to be there. Only this is held against a stored report when it is read: the rest of
 * the schema is held against what is written, by the tests.
 */
final class RequiredParts {

    /** The published schema, beside the package of the report. */
    static final String SCHEMA = "/io/meshconformance/reports/conformance-report-v1alpha1.schema.json";

    private final JsonNode schema;

    private RequiredParts(JsonNode schema) {
        this.schema = schema;
    }

    static RequiredParts load() {
        try (InputStream stream = RequiredParts.class.getResourceAsStream(SCHEMA)) {
            if (stream == null) {
                throw new IllegalStateException(SCHEMA + " is not on the class path");
            }
            return new RequiredParts(Documents.JSON.readTree(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(SCHEMA + " cannot be read", e);
        }
    }

    /** The first part that is required and not there, such as {@code scenarios/3/checks/0/result}. */
    Optional<String> missingOf(JsonNode report) {
        return missing(report, schema, "");
    }

    private Optional<String> missing(JsonNode value, JsonNode rule, String path) {
        JsonNode meant = rule.has("$ref") ? schema.at(rule.get("$ref").asText().substring(1)) : rule;
        for (JsonNode name : meant.path("required")) {
            if (!value.has(name.asText())) {
                return Optional.of(path + name.asText());
            }
        }
        for (Map.Entry<String, JsonNode> property : meant.path("properties").properties()) {
            JsonNode part = value.get(property.getKey());
            if (part != null) {
                Optional<String> missing = missing(part, property.getValue(), path + property.getKey() + "/");
                if (missing.isPresent()) {
                    return missing;
                }
            }
        }
        for (int i = 0; meant.has("items") && i < value.size(); i++) {
            Optional<String> missing = missing(value.get(i), meant.get("items"), path + i + "/");
            if (missing.isPresent()) {
                return missing;
            }
        }
        return Optional.empty();
    }
}

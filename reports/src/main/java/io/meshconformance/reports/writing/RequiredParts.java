package io.meshconformance.reports.writing;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshconformance.reports.format.Documents;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the published schemas require to be there. Only this is held against a stored report when it is read: the rest of
 * the schemas is held against what is written, by the tests.
 */
final class RequiredParts {

    /** The schema of a report, beside the package of the report. */
    static final String REPORT = "/io/meshconformance/reports/conformance-report-v1alpha4.schema.json";

    /** The schema of the evidence in it, beside the package of its types. */
    static final String EVIDENCE = "/io/meshconformance/evidence/evidence.schema.json";

    private static final String KIND = "kind";
    private static final Pattern HALF_A_PAIR = Pattern.compile("\\p{Cs}");

    private final JsonNode report = schema(REPORT);
    private final JsonNode evidence = schema(EVIDENCE);

    private static JsonNode schema(String resource) {
        try (InputStream stream = RequiredParts.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return Documents.JSON.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    /** The first part that is required and not there, such as {@code scenarios/3/checks/0/result}. */
    Optional<String> missingOf(JsonNode stored) {
        return halved(stored, "").or(() -> missing(stored, report, report, ""));
    }

    /** Half a pair of surrogates is never written: such a part was another. */
    private static Optional<String> halved(JsonNode value, String path) {
        if (HALF_A_PAIR.matcher(value.asText()).find()) {
            return Optional.of(path);
        }
        String below = path.isEmpty() ? "" : path + "/";
        for (Map.Entry<String, JsonNode> part : value.properties()) {
            Optional<String> halved = HALF_A_PAIR.matcher(part.getKey()).find()
                    ? Optional.of(path)
                    : halved(part.getValue(), below + part.getKey());
            if (halved.isPresent()) {
                return halved;
            }
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            Optional<String> halved = halved(value.get(i), below + i);
            if (halved.isPresent()) {
                return halved;
            }
        }
        return Optional.empty();
    }

    /**
     * A rule refers to one of its own document, or to one of the evidence. Null is never written for a part of ours; what a
     * sidecar logged or a token says is kept as it was and may hold it, and has no rule for its parts.
     */
    private Optional<String> missing(JsonNode value, JsonNode rule, JsonNode document, String path) {
        if (value.isNull()) {
            return Optional.of(path.isEmpty() ? path : path.substring(0, path.length() - 1));
        }
        if (rule.has("$ref")) {
            String reference = rule.get("$ref").asText();
            JsonNode other = reference.startsWith("#") ? document : evidence;
            return missing(value, other.at(reference.substring(reference.indexOf('#') + 1)), other, path);
        }
        for (JsonNode name : rule.path("required")) {
            if (!value.has(name.asText())) {
                return Optional.of(path + name.asText());
            }
        }
        for (Map.Entry<String, JsonNode> property : rule.path("properties").properties()) {
            JsonNode part = value.get(property.getKey());
            if (part != null) {
                Optional<String> missing = missing(part, property.getValue(), document, path + property.getKey() + "/");
                if (missing.isPresent()) {
                    return missing;
                }
            }
        }
        for (int i = 0; rule.has("items") && i < value.size(); i++) {
            Optional<String> missing = missing(value.get(i), rule.get("items"), document, path + i + "/");
            if (missing.isPresent()) {
                return missing;
            }
        }
        for (int i = 0; i < rule.path("prefixItems").size(); i++) {
            Optional<String> missing = value.has(i)
                    ? missing(value.get(i), rule.get("prefixItems").get(i), document, path + i + "/")
                    : Optional.of(path + i);
            if (missing.isPresent()) {
                return missing;
            }
        }
        // What may be null: null alone is not written.
        JsonNode present = rule.path("anyOf").path(0);
        return present.isMissingNode() ? ofKind(value, rule, document, path) : missing(value, present, document, path);
    }

    /** Of several rules that one counts whose kind the value has. */
    private Optional<String> ofKind(JsonNode value, JsonNode rule, JsonNode document, String path) {
        for (JsonNode one : rule.path("oneOf")) {
            JsonNode meant = document.at(one.path("$ref").asText("#").substring(1));
            if (meant.path("properties").path(KIND).path("const").equals(value.path(KIND))) {
                return missing(value, meant, document, path);
            }
        }
        return rule.has("oneOf") ? Optional.of(path + KIND) : Optional.empty();
    }
}

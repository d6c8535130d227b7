package io.meshconformance.harness.kube;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.meshconformance.harness.kube.ManifestParameter.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values of the parameters that manifests can name: of some {@link ManifestParameter}s, and of {@code image.NAME} for
 * the images of a catalogue. Written as JSON it is one object.
 *
 * @param values values by name
 */
public record ManifestParameters(@JsonValue Map<String, String> values) {

    private static final Pattern NAMED = Pattern.compile("\\$\\{([^}]*)}?");
    private static final String IMAGE = "image.";

    /**
     * Copies the map.
     *
     * @throws IllegalArgumentException when no manifest can name one of them
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ManifestParameters {
        values = Map.copyOf(values);
        for (String name : values.keySet()) {
            if (!name.startsWith(IMAGE) && ManifestParameter.named(name).isEmpty()) {
                throw new IllegalArgumentException("there is no parameter ${" + name + "}");
            }
        }
    }

    /** No value yet. */
    public static ManifestParameters none() {
        return new ManifestParameters(Map.of());
    }

    /** These and one more, which takes the place of an earlier one. */
    public ManifestParameters with(ManifestParameter parameter, String value) {
        return and(new ManifestParameters(Map.of(parameter.key(), value)));
    }

    /**
     * These and the images.
     *
     * @param references the references by logical name
     */
    public ManifestParameters withImages(Map<String, String> references) {
        return and(new ManifestParameters(references.entrySet().stream()
                .collect(Collectors.toMap(image -> IMAGE + image.getKey(), Map.Entry::getValue))));
    }

    /** These and others, which take the place of earlier ones. */
    public ManifestParameters and(ManifestParameters others) {
        var all = new HashMap<>(values);
        all.putAll(others.values);
        return new ManifestParameters(all);
    }

    /**
     * The value of one.
     *
     * @throws IllegalStateException when it has none
     */
    public String value(ManifestParameter parameter) {
        return Optional.ofNullable(values.get(parameter.key()))
                .orElseThrow(() -> new IllegalStateException("${" + parameter.key() + "} has no value"));
    }

    /** The reference of an image by its logical name; empty where none was given. */
    public Optional<String> image(String name) {
        return Optional.ofNullable(values.get(IMAGE + name));
    }

    /**
     * Fills the values into a text.
     *
     * @param file what messages call the file it stands in
     * @throws IllegalArgumentException when it names a parameter without a value; says what can be named
     */
    String fill(String file, String text) {
        return NAMED.matcher(text).replaceAll(match -> {
            @Nullable String value = values.get(match.group(1));
            if (value == null || !match.group().endsWith("}")) {
                throw new IllegalArgumentException(file + " names the unknown parameter " + match.group() + nameable());
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /**
     * Fills the values into all texts of a document, which is changed by it.
     *
     * @param file what messages call the file it stands in
     * @throws IllegalArgumentException when it names a parameter without a value, or one in a key
     */
    JsonNode fill(String file, JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> {
                if (entry.getKey().contains("${")) {
                    throw new IllegalArgumentException(
                            file + " names a parameter in the key " + entry.getKey() + ", where none is filled in");
                }
                entry.setValue(fill(file, entry.getValue()));
            });
            return object;
        }
        if (node instanceof ArrayNode array) {
            List<JsonNode> elements = new ArrayList<>();
            array.forEach(element -> elements.addAll(elements(file, element)));
            return array.removeAll().addAll(elements);
        }
        if (!node.isTextual()) {
            return node;
        }
        String filled = fill(file, node.asText());
        return ManifestParameter.form(node.asText()) == Form.NUMBER
                ? IntNode.valueOf(Integer.parseInt(filled))
                : TextNode.valueOf(filled);
    }

    private List<JsonNode> elements(String file, JsonNode element) {
        if (ManifestParameter.form(element.asText()) != Form.LIST) {
            return List.of(fill(file, element));
        }
        return fill(file, element.asText())
                .lines()
                .<JsonNode>map(TextNode::valueOf)
                .toList();
    }

    private String nameable() {
        return Arrays.stream(ManifestParameter.values())
                .filter(parameter -> values.containsKey(parameter.key()))
                .map(parameter -> "\n  ${" + parameter.key() + "}  " + parameter.meaning())
                .collect(Collectors.joining("", "; it can name ${image.NAME} with a name of the catalogue, and", ""));
    }
}

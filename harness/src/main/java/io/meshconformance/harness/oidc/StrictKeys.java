package io.meshconformance.harness.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.meshconformance.run.WrongUse;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * One mapping of a file, read strictly: what is wrong is {@link WrongUse} in one line that names file and key and ends with
 * the cure. No message repeats a value, which may be a secret in the wrong place.
 *
 * @param file how messages name the file
 * @param path the keys that lead to it, each with a dot behind it
 * @param node the mapping
 */
record StrictKeys(String file, String path, JsonNode node) {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    static StrictKeys parse(String file, String text) {
        try {
            JsonNode document = YAML.readTree(text);
            if (!document.isObject()) {
                throw new WrongUse(file + " holds no keys; copy one of manifests/providers/examples");
            }
            return new StrictKeys(file, "", document);
        } catch (JsonProcessingException e) {
            throw new WrongUse(
                    file + " is no YAML at line " + e.getLocation().getLineNr()
                            + ", or has a key there twice; compare it with manifests/providers/examples",
                    e);
        }
    }

    boolean has(String key) {
        return node.has(key);
    }

    /** The place of a key, as messages name it. */
    String where(String key) {
        return file + ": " + path + key;
    }

    WrongUse refused(String key, String rule, String cure) {
        return new WrongUse(where(key) + " " + rule + "; write " + cure);
    }

    /** Refuses every other key. */
    void only(String... keys) {
        Set<String> known = new TreeSet<>(Arrays.asList(keys));
        for (String key : names()) {
            if (!known.contains(key)) {
                throw new WrongUse(where(key) + " is an unknown key; known are " + String.join(", ", known));
            }
        }
    }

    List<String> names() {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }

    String text(String key, String example) {
        return optional(key).orElseThrow(() -> refused(key, "is missing", example));
    }

    Optional<String> optional(String key) {
        if (!node.has(key)) {
            return Optional.empty();
        }
        JsonNode value = node.path(key);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw refused(key, "takes a text", key + ": \"...\"");
        }
        return Optional.of(value.asText());
    }

    StrictKeys map(String key, String example) {
        return optionalMap(key, example).orElseThrow(() -> refused(key, "is missing", example));
    }

    Optional<StrictKeys> optionalMap(String key, String example) {
        if (!node.has(key)) {
            return Optional.empty();
        }
        if (!node.path(key).isObject() || node.path(key).isEmpty()) {
            throw refused(key, "takes a mapping", example);
        }
        return Optional.of(new StrictKeys(file, path + key + ".", node.path(key)));
    }

    /** Texts by key, in the file's order; empty where the mapping is missing. */
    Map<String, String> texts(String key, String example) {
        Map<String, String> texts = new LinkedHashMap<>();
        optionalMap(key, example)
                .ifPresent(map -> map.names().forEach(name -> texts.put(name, map.text(name, example))));
        return texts;
    }

    List<String> list(String key, String example) {
        return elements(key, example).stream()
                .map(element -> {
                    if (!element.isTextual() || element.asText().isBlank()) {
                        throw refused(key, "takes a list of texts", example);
                    }
                    return element.asText();
                })
                .toList();
    }

    List<StrictKeys> maps(String key, String example) {
        return elements(key, example).stream()
                .map(element -> {
                    if (!element.isObject() || element.isEmpty()) {
                        throw refused(key, "takes a list of mappings", example);
                    }
                    return new StrictKeys(file, path + key + ".", element);
                })
                .toList();
    }

    private List<JsonNode> elements(String key, String example) {
        JsonNode list = node.path(key);
        if (!list.isMissingNode() && !list.isArray()) {
            throw refused(key, "takes a list", example);
        }
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    /** A path as the file names it, from its own folder. */
    Path path(String key, Path folder, String text) {
        try {
            return folder.resolve(text);
        } catch (InvalidPathException e) {
            throw new WrongUse(where(key) + " is no path; write that of a file", e);
        }
    }
}

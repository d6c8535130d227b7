package io.meshconformance.reference.proxy.policy;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;

/**
 * Reads YAML, and JSON with it. What would be lost without a word is refused: a key that comes twice, what stands behind
 * the document, an alias, which would be taken for a text.
 */
public final class StrictYaml {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictYaml() {}

    /**
     * Reads one document.
     *
     * @throws JsonProcessingException where it is no YAML of this type, or holds nothing
     */
    public static <T> T read(String text, TypeReference<T> type) throws JsonProcessingException {
        refuseAliases(text);
        T read = YAML.readValue(text, type);
        if (read == null) {
            throw new JsonParseException(null, "there is no value");
        }
        return read;
    }

    private static void refuseAliases(String text) throws JsonProcessingException {
        try (YAMLParser parser = YAML.getFactory().createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.isCurrentAlias()) {
                    throw new JsonParseException(parser, "an alias is not read, write what it stands for");
                }
            }
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new JsonParseException(null, String.valueOf(e.getMessage()), e);
        }
    }
}

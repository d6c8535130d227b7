package io.meshconformance.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** How evidence goes from the harness to the reports: as a JSON file that states every part of its type, and no other. */
public final class EvidenceFile {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private EvidenceFile() {}

    /**
     * Evidence as JSON. Half a pair of surrogates, which a server may well send and which no file can hold, becomes the
     * replacement character.
     *
     * @param evidence one of the types of this module
     */
    public static String json(Object evidence) {
        try {
            return JSON.writeValueAsString(evidence).replaceAll("\\p{Cs}", "\uFFFD");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("evidence in memory always serializes", e);
        }
    }

    /**
     * The same evidence after a change of its texts, such as a redaction.
     *
     * @param evidence one of the types of this module
     * @param change changes a text of its JSON, or several
     */
    public static <T> T changed(T evidence, UnaryOperator<JsonNode> change) {
        try {
            // The class of a T is one of T, which a class cannot say.
            @SuppressWarnings("unchecked")
            Class<T> type = (Class<T>) evidence.getClass();
            return JSON.treeToValue(change.apply(JSON.valueToTree(evidence)), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the change leaves more than other texts", e);
        }
    }

    /**
     * Reads evidence back.
     *
     * @param file a file that holds it
     * @param type its type
     * @throws IOException where the file cannot be read, lacks a part, or holds one that the type has not
     */
    public static <T> T read(Path file, Class<T> type) throws IOException {
        T read = JSON.readValue(Files.readAllBytes(file), type);
        if (read == null) {
            throw new IOException(file + " holds no evidence");
        }
        return read;
    }
}

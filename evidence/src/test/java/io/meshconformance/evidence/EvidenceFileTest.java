package io.meshconformance.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvidenceFileTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    static Stream<Object> evidence() {
        return Samples.all();
    }

    @ParameterizedTest
    @MethodSource("evidence")
    @DisplayName("what is written is read back as it was")
    void roundTrip(Object evidence) throws IOException {
        assertEquals(evidence, read(evidence, EvidenceFile.json(evidence)));
    }

    @ParameterizedTest
    @MethodSource("evidence")
    @DisplayName("a file with an unknown part, or without one that its type has, is refused")
    void strict(Object evidence) throws IOException {
        ObjectNode whole = (ObjectNode) JSON.readTree(EvidenceFile.json(evidence));
        List<String> parts = new ArrayList<>();
        whole.fieldNames().forEachRemaining(parts::add);
        for (String part : parts) {
            ObjectNode less = whole.deepCopy();
            less.remove(part);
            assertThrows(IOException.class, () -> read(evidence, less.toString()), part);
        }
        ObjectNode more = whole.deepCopy().put("surprise", 1);
        assertThrows(IOException.class, () -> read(evidence, more.toString()));
        assertThrows(IOException.class, () -> read(evidence, whole + "{}"));
        assertThrows(IOException.class, () -> read(evidence, "null"));
        String twice = "{\"" + parts.get(0) + "\":null," + whole.toString().substring(1);
        assertThrows(IOException.class, () -> read(evidence, twice));
    }

    @Test
    @DisplayName("half a surrogate pair, which no file can hold, is written as the replacement character")
    void halfAPair() throws IOException {
        PictureEvidence told = new PictureEvidence("a.png", "\ud83d\ude00 \ud800", "https://a.test/", "\udc00");

        assertEquals(
                new PictureEvidence("a.png", "\ud83d\ude00 \ufffd", "https://a.test/", "\ufffd"),
                read(told, EvidenceFile.json(told)));
    }

    @Test
    @DisplayName("a change of texts leaves the type")
    void changed() {
        PictureEvidence told = new PictureEvidence("a.png", "a form", "https://a.test/", "secret");

        PictureEvidence changed =
                EvidenceFile.changed(told, tree -> ((ObjectNode) tree).set("text", TextNode.valueOf("x")));

        assertEquals(new PictureEvidence("a.png", "a form", "https://a.test/", "x"), changed);
    }

    private Object read(Object evidence, String json) throws IOException {
        return EvidenceFile.read(Files.writeString(folder.resolve("evidence.json"), json), evidence.getClass());
    }
}

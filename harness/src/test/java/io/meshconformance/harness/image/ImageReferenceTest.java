package io.meshconformance.harness.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {

    @ParameterizedTest
    @CsvSource(
            value = {
                "nginx:1.29.8-alpine | nginx | 1.29.8-alpine | '' | 1.29.8-alpine",
                "nginx | nginx | '' | '' | latest",
                "localhost:5000/a/b | localhost:5000/a/b | '' | '' | latest",
                "localhost:5000/a/b:v1 | localhost:5000/a/b | v1 | '' | v1",
                "quay.io/x@sha256:0123456789abcdef | quay.io/x | '' | sha256:0123456789abcdef | sha256:0123456789ab",
                "quay.io/x:v2@sha256:0123456789abcdef | quay.io/x | v2 | sha256:0123456789abcdef | v2"
            },
            delimiter = '|')
    void thePartsOfAReference(String reference, String repository, String tag, String digest, String version) {
        ImageReference parsed = ImageReference.parse(reference);

        assertEquals(new ImageReference(repository, tag, digest), parsed);
        assertEquals(version, parsed.version());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\n", ":v1", "a:", "a@", "a@b", "-a", "a:v1@sha256:", "ä"})
    void whatIsNoReferenceIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> ImageReference.parse(text));
    }
}

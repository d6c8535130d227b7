package io.meshconformance.reference.proxy.kube;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngressAnnotationsTest {
    @ParameterizedTest
    @ValueSource(strings = {"null", "~", "[null]", "{a: null}", "{a: [null]}", "[*a]", "{a: b, a: c}", "[a]\n---\n[b]"})
    void noValueIsRejected(String value) {
        var annotations = new IngressAnnotations("ingress.pomerium.io", Map.of("key", value));
        assertThrows(Rejected.class, () -> annotations.texts("key"));
        assertThrows(Rejected.class, () -> annotations.map("key"));
        assertThrows(Rejected.class, () -> annotations.lists("key"));
    }
}

package io.meshconformance.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {

    @ParameterizedTest(name = "{0} is asked for at {1} as {2}, tag {3}")
    @CsvSource({
        "nginx:1.29-alpine, registry-1.docker.io, library/nginx, 1.29-alpine",
        "docker.io/nginx:1.29, registry-1.docker.io, library/nginx, 1.29",
        "rancher/k3s:v1.36.4-k3s1, registry-1.docker.io, rancher/k3s, v1.36.4-k3s1",
        "ghcr.io/navikt/mock-oauth2-server:3.0.1, ghcr.io, navikt/mock-oauth2-server, 3.0.1",
        "localhost:5000/a/b:c, localhost:5000, a/b, c"
    })
    void parts(String name, String registry, String repository, String tag) {
        assertEquals(new Reference(registry, repository, tag), Reference.of(name));
    }

    @Test
    @DisplayName("containerd keeps a name in full")
    void inFull() {
        assertEquals(
                "docker.io/library/nginx:1.29-alpine",
                Reference.of("nginx:1.29-alpine").inFull());
        assertEquals("ghcr.io/a/b:1", Reference.of("ghcr.io/a/b:1").inFull());
    }

    @ParameterizedTest(name = "{0} is refused")
    @ValueSource(strings = {"nginx", "localhost:5000/nginx", "nginx@sha256:00"})
    void refused(String name) {
        assertThrows(IllegalArgumentException.class, () -> Reference.of(name));
    }
}

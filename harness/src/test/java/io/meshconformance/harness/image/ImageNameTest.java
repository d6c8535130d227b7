package io.meshconformance.harness.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A short image name stands for a full one")
class ImageNameTest {

    @ParameterizedTest
    @CsvSource({
        "nginx:1.29.8-alpine, docker.io/library/nginx:1.29.8-alpine, docker.io, docker login",
        "nginx, docker.io/library/nginx:latest, docker.io, docker login",
        "rancher/k3s:v1, docker.io/rancher/k3s:v1, docker.io, docker login",
        "ghcr.io/navikt/mock:3, ghcr.io/navikt/mock:3, ghcr.io, docker login ghcr.io",
        "127.0.0.1:5000/x/y, 127.0.0.1:5000/x/y:latest, 127.0.0.1:5000, docker login 127.0.0.1:5000",
        "localhost/x:1, localhost/x:1, localhost, docker login localhost",
        "conformance.local/proxy:local, conformance.local/proxy:local, conformance.local, docker login conformance.local",
        "x/y@sha256:ab, docker.io/x/y@sha256:ab, docker.io, docker login"
    })
    void full(String reference, String canonical, String registry, String login) {
        ImageName name = new ImageName(reference);
        assertEquals(canonical, name.canonical());
        assertEquals(registry, name.registry());
        assertEquals(login, name.login());
    }
}

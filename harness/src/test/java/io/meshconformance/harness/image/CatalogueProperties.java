package io.meshconformance.harness.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.badinput.BadInput;
import io.meshconformance.badinput.Survival;
import io.meshconformance.run.WrongUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** A catalogue is whole or refused, and so is an image's reference. */
class CatalogueProperties {

    private static final String YAML = """
            # images of one's own
            name: mine
            title: images of one's own
            images:
              node:
                image: rancher/k3s:v1.36.4-k3s1
                component: k3s
                role: cluster
                import: false
              proxy:
                image: registry.test:5000/a/proxy:1@sha256:0123456789abcdef0123456789abcdef
                component: identity-aware proxy
                role: proxy
            istio:
              values:
                global: {proxy: {logLevel: debug}}
            """;

    private Path file = Path.of("");

    @BeforeProperty
    void makesAFile() throws IOException {
        file = Files.createTempFile("catalogue", ".yaml");
    }

    @AfterProperty
    void removesIt() throws IOException {
        Files.deleteIfExists(file);
    }

    @Provide
    Arbitrary<byte[]> catalogues() {
        return BadInput.bytesLike(YAML);
    }

    @Provide
    Arbitrary<String> references() {
        return Arbitraries.oneOf(
                BadInput.like(
                        "nginx",
                        "nginx:1.29.8-alpine",
                        "localhost:5000/a/b:v1",
                        "quay.io/x@sha256:0123456789abcdef0123456789abcdef",
                        "conformance.local/proxy:1"),
                BadInput.texts());
    }

    @Property
    @Label("a damaged catalogue is whole or refused")
    void catalogues(@ForAll("catalogues") byte[] yaml) throws IOException {
        Files.write(file, yaml);
        Survival.of(() -> Catalogue.load(file.toString()), WrongUse.class).ifPresent(read -> {
            assertTrue(!read.name().isEmpty() && !read.title().isEmpty(), read::toString);
            read.images().forEach((name, image) -> {
                assertEquals(image.image(), read.reference(name));
                assertTrue(image.image().matches("[!-~]+"), image::toString);
                assertTrue(!image.component().isEmpty() && !image.role().isEmpty(), image::toString);
            });
            assertTrue(read.imported().size() <= read.images().size());
        });
    }

    @Property
    @Label("any image given by its name is taken or refused")
    void overrides(@ForAll("references") String reference) {
        Survival.of(() -> Catalogue.load("public").with(Map.of("proxy", reference)), WrongUse.class)
                .ifPresent(read -> assertEquals(reference, read.reference("proxy")));
    }

    @Property
    @Label("a reference is put together from its parts again, or is none")
    void references(@ForAll("references") String text) {
        Survival.of(() -> ImageReference.parse(text), IllegalArgumentException.class)
                .ifPresent(parts -> {
                    assertEquals(
                            text,
                            parts.repository()
                                    + (parts.tag().isEmpty() ? "" : ":" + parts.tag())
                                    + (parts.digest().isEmpty() ? "" : "@" + parts.digest()));
                    assertTrue(!parts.version().isEmpty() && text.matches("[!-~]+"), text);
                    String full = Survival.of(new ImageName(text)::canonical).orElseThrow();
                    assertEquals(full, new ImageName(full).canonical());
                    Survival.of(new ImageName(text)::login);
                });
    }

    @Property
    @Label("any message of an engine has one cause and a cure")
    void messages(@ForAll("messages") String message) {
        PullFailure failure = Survival.of(() -> PullFailure.of(message)).orElseThrow();
        assertTrue(!failure.problem(new ImageName("a/b:1")).cure().contains("{"), message);
    }

    @Provide
    Arbitrary<String> messages() {
        return BadInput.like(
                "toomanyrequests: You have reached your pull rate limit",
                "Get \"https://registry-1.docker.io/v2/\": proxyconnect tcp: dial tcp: lookup proxy: no such host",
                "manifest for a/b:1 not found: manifest unknown");
    }
}

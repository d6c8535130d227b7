package io.meshconformance.harness.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.meshconformance.badinput.BadInput;
import io.meshconformance.badinput.Survival;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.image.Catalogue;
import io.meshconformance.harness.kube.ManifestParameter;
import io.meshconformance.harness.kube.ManifestParameters;
import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.WrongUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** The memory of a kept node is whole or refused. */
class KeptNodeProperties {

    private static final KeptNode.Memory MEMORY = memory("kubeconfig");
    private static final String JSON = written();

    private Path cache = Path.of("");

    @BeforeProperty
    void makesACache() throws IOException {
        cache = Files.createTempDirectory("cache");
    }

    @AfterProperty
    void removesIt() throws IOException {
        new KeptNode(cache).forget();
        Files.deleteIfExists(cache);
    }

    private static KeptNode.Memory memory(String kubeconfig) {
        return new KeptNode.Memory(
                "b2c3d",
                "localhost",
                Map.of(30443, 32768),
                kubeconfig,
                "local",
                Map.of("proxy", "p:1"),
                "keycloak",
                Map.of("x:1", "sha256:aa"),
                ManifestParameters.none()
                        .withImages(Map.of("nginx", "x:1"))
                        .with(ManifestParameter.DOMAIN, "example.test"),
                List.of(new MintedSecrets.Secret("password", "0123456789ab")));
    }

    private static String written() {
        try {
            Path folder = Files.createTempDirectory("cache");
            KeptNode kept = new KeptNode(folder);
            kept.remember(MEMORY);
            String json = Files.readString(folder.resolve("kept-node.json"));
            kept.forget();
            Files.delete(folder);
            return json;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Provide
    Arbitrary<byte[]> memories() {
        return BadInput.bytesLike(JSON);
    }

    @Provide
    Arbitrary<String> texts() {
        return BadInput.texts().map(text -> text.replaceAll("[\\ud800-\\udfff]", "_"));
    }

    @Property
    @Label("a damaged memory is whole or refused")
    void damaged(@ForAll("memories") byte[] json) throws IOException {
        Files.write(cache.resolve("kept-node.json"), json);
        KeptNode kept = new KeptNode(cache);
        Survival.of(kept::recall, EnvironmentBroken.class).ifPresent(memory -> {
            Survival.of(
                    () -> {
                        memory.requireSame(Catalogue.load("local"), reference -> Optional.empty());
                        return memory;
                    },
                    WrongUse.class);
            memory.secrets().forEach(secret -> assertNotNull(secret.value()));
        });
    }

    @Property
    @Label("what is remembered is recalled")
    void roundTrip(@ForAll("texts") String kubeconfig) {
        KeptNode kept = new KeptNode(cache);
        kept.remember(memory(kubeconfig));
        assertEquals(memory(kubeconfig), kept.recall());
    }
}

package io.meshconformance.harness.pomerium;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.meshconformance.harness.kube.TestCluster;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SharedSettingsTest {

    private static final Map<String, Object> BEFORE = Map.of("secrets", "pomerium/bootstrap");

    private final TestCluster cluster = new TestCluster();
    private int created;

    @BeforeEach
    void settings() {
        cluster.client()
                .genericKubernetesResources(SharedSettings.POMERIUM)
                .resource(new GenericKubernetesResourceBuilder()
                        .withApiVersion("ingress.pomerium.io/v1")
                        .withKind("Pomerium")
                        .withNewMetadata()
                        .withName("global")
                        .endMetadata()
                        .addToAdditionalProperties("spec", BEFORE)
                        .build())
                .create();
        created = cluster.changes().size();
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    @DisplayName("one setting is put in force beside the others, and closing takes it back once")
    void putBack() {
        SharedSettings settings = new SharedSettings(cluster.client());
        settings.put("passIdentityHeaders", true);
        assertEquals(Map.of("secrets", "pomerium/bootstrap", "passIdentityHeaders", true), now());
        settings.close();
        assertEquals(BEFORE, now());
        settings.close();
        assertEquals(created + 2, cluster.changes().size());
    }

    @Test
    @DisplayName("why the controller refuses the settings is read from their status, where it says so")
    void refusal() {
        assertEquals(Optional.empty(), SharedSettings.refusal(cluster.client()));
        status(Map.of("settingsStatus", Map.of("reconciled", true)));
        assertEquals(Optional.empty(), SharedSettings.refusal(cluster.client()));
        status(Map.of("settingsStatus", Map.of("reconciled", false, "error", "bootstrap: no signing_key")));
        assertEquals(Optional.of("bootstrap: no signing_key"), SharedSettings.refusal(cluster.client()));
    }

    @Test
    @DisplayName("users sign in at another issuer, all else about the provider stays, and settings add up")
    void anotherIssuer() {
        try (SharedSettings settings = new SharedSettings(cluster.client())) {
            settings.put("identityProvider", Map.of("provider", "oidc", "url", "https://usual.test"));
            settings.signInAt("https://other.test");
            assertEquals(
                    Map.of(
                            "secrets",
                            "pomerium/bootstrap",
                            "identityProvider",
                            Map.of("provider", "oidc", "url", "https://other.test")),
                    now());
        }
        assertEquals(BEFORE, now());
    }

    @Test
    @DisplayName("closing changes nothing where nothing was put in force")
    void untouched() {
        new SharedSettings(cluster.client()).close();
        assertEquals(created, cluster.changes().size());
    }

    private void status(Map<String, Object> status) {
        SharedSettings.in(cluster.client()).edit(settings -> {
            settings.setAdditionalProperty("status", status);
            return settings;
        });
    }

    private @Nullable Object now() {
        return SharedSettings.in(cluster.client())
                .require()
                .getAdditionalProperties()
                .get("spec");
    }
}

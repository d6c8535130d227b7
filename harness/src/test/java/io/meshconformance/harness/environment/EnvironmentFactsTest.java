package io.meshconformance.harness.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.dockerjava.api.command.InspectImageResponse;
import io.meshconformance.harness.image.Catalogue;
import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.Settings;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EnvironmentFactsTest {

    @Test
    void aBrokenEnvironmentStatesWhyItsCureAndTheSuitesVersion() {
        var broken = new EnvironmentBroken("no engine answers", "start one");

        var properties = new Properties();
        properties.setProperty("user.home", "/home/alice");
        JsonNode facts = EnvironmentFacts.broken(Settings.from(properties, Map.of()), broken);

        assertEquals("no engine answers", facts.at("/failure/summary").asText());
        assertEquals("start one", facts.at("/failure/cure").asText());
        String version = facts.at("/run/version").asText();
        assertTrue(version.matches("\\d+\\.\\d+\\.\\d+.*"), version);
    }

    @Test
    void aLabelThatAReleasedImageInheritedIsNotItsVersion() {
        JsonNode component = component("istio/pilot:1.31.4", """
                {"Id":"sha256:a1","RepoDigests":["istio/pilot@sha256:d1"],
                 "Config":{"Labels":{"org.opencontainers.image.version":"24.04"}}}""", null);

        assertEquals("1.31.4", component.path("version").asText());
        assertEquals("sha256:a1", component.path("imageId").asText());
        assertEquals("sha256:d1", component.path("digest").asText());
        assertEquals("component", component.path("title").asText());
    }

    @Test
    void anImageThatTheSuiteMadeSaysItsVersionAndWhatItStandsInFor() {
        JsonNode component = component("conformance.local/proxy:local", """
                {"Id":"sha256:a1","Config":{"Labels":{"io.meshconformance.image":"proxy",
                 "io.meshconformance.stand-in":"reference proxy, not Pomerium",
                 "org.opencontainers.image.version":"0.1.0"}}}""", null);

        assertEquals("0.1.0", component.path("version").asText());
        assertEquals("reference proxy, not Pomerium", component.path("title").asText());
        assertTrue(component.path("reference").asBoolean());
        assertEquals("", component.path("digest").asText());
    }

    @Test
    void theImageIsTheOneThatRunsAndADigestThatWasAskedForIsShown() {
        JsonNode component =
                component("istio/pilot:1.31.4@sha256:d2", "{\"Id\":\"sha256:a1\"}", "istio/pilot@sha256:d2");

        assertEquals("1.31.4", component.path("version").asText());
        assertEquals("sha256:d2", component.path("imageId").asText());
        assertEquals("sha256:d2", component.path("digest").asText());
    }

    private static JsonNode component(String reference, String inspected, @Nullable String running) {
        try {
            return EnvironmentFacts.component(
                    "name",
                    new Catalogue.Image(reference, "component", "role", null),
                    Optional.of(JsonMapper.builder().build().readValue(inspected, InspectImageResponse.class)),
                    running);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

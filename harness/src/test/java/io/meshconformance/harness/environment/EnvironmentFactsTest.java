package io.meshconformance.harness.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.dockerjava.api.command.InspectImageResponse;
import io.meshconformance.evidence.run.EnvironmentEvidence;
import io.meshconformance.evidence.run.JudgedPart;
import io.meshconformance.harness.image.Catalogue;
import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.Settings;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
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
        EnvironmentEvidence facts = EnvironmentFacts.broken(Settings.from(properties, Map.of()), broken);

        assertEquals(
                "no engine answers", Objects.requireNonNull(facts.failure()).summary());
        assertEquals("start one", facts.failure().cure());
        String version = facts.run().version();
        assertTrue(version.matches("\\d+\\.\\d+\\.\\d+.*"), version);
    }

    @Test
    void aLabelThatAReleasedImageInheritedIsNotItsVersion() {
        JudgedPart component = component("istio/pilot:1.31.4", """
                {"Id":"sha256:a1","RepoDigests":["istio/pilot@sha256:d1"],
                 "Config":{"Labels":{"org.opencontainers.image.version":"24.04"}}}""", null);

        assertEquals("1.31.4", component.version());
        assertEquals("sha256:a1", component.imageId());
        assertEquals("sha256:d1", component.digest());
        assertEquals("component", component.title());
    }

    @Test
    void anImageThatTheSuiteMadeSaysItsVersionAndWhatItStandsInFor() {
        JudgedPart component = component("conformance.local/proxy:local", """
                {"Id":"sha256:a1","Config":{"Labels":{"io.meshconformance.image":"proxy",
                 "io.meshconformance.stand-in":"reference proxy, not Pomerium",
                 "org.opencontainers.image.version":"0.1.0"}}}""", null);

        assertEquals("0.1.0", component.version());
        assertEquals("reference proxy, not Pomerium", component.title());
        assertTrue(component.reference());
        assertEquals("", component.digest());
    }

    @Test
    void theImageIsTheOneThatRunsAndADigestThatWasAskedForIsShown() {
        JudgedPart component =
                component("istio/pilot:1.31.4@sha256:d2", "{\"Id\":\"sha256:a1\"}", "istio/pilot@sha256:d2");

        assertEquals("1.31.4", component.version());
        assertEquals("sha256:d2", component.imageId());
        assertEquals("sha256:d2", component.digest());
    }

    private static JudgedPart component(String reference, String inspected, @Nullable String running) {
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

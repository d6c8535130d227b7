package io.meshconformance.harness.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.Settings;
import java.util.Map;
import java.util.Properties;
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
}

package io.meshconformance.harness.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshconformance.harness.environment.Settings;
import io.meshconformance.harness.scenario.EnvironmentBroken;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class EnvironmentFactsTest {

    @Test
    void aBrokenEnvironmentStatesWhyItsCureAndTheSuitesVersion() {
        var broken = new EnvironmentBroken("no engine answers", "start one");

        JsonNode facts = EnvironmentFacts.broken(Settings.from(new Properties()), broken);

        assertEquals("no engine answers", facts.at("/failure/summary").asText());
        assertEquals("start one", facts.at("/failure/cure").asText());
        String version = facts.at("/run/version").asText();
        assertTrue(version.matches("\\d+\\.\\d+\\.\\d+.*"), version);
    }
}

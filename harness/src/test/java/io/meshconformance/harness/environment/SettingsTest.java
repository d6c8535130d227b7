package io.meshconformance.harness.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.harness.scenario.WrongUse;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void nothingGivenMeansTheDefaults() {
        Settings settings = settings(Map.of());
        assertEquals("auto", settings.images());
        assertEquals(List.of(), settings.scenarios());
        assertEquals(1.0, settings.timeoutFactor());
    }

    @Test
    void whatIsGivenIsRead() {
        Settings settings = settings(Map.of(
                "conformance.images", "local",
                "conformance.image.proxy", "registry.test/proxy:1",
                "conformance.scenario", "GUIDE-001, GUIDE-002,",
                "conformance.seed", "42",
                "conformance.keep", "true"));
        assertEquals(Map.of("proxy", "registry.test/proxy:1"), settings.imageOverrides());
        assertEquals(List.of("GUIDE-001", "GUIDE-002"), settings.scenarios());
        assertEquals(42L, settings.seed());
        assertTrue(settings.keep());
    }

    @Test
    void aSeedThatIsNotGivenIsDrawnOnce() {
        Properties properties = new Properties();
        long drawn = Settings.from(properties).seed();
        assertEquals(drawn, Settings.from(properties).seed());
        assertEquals(Long.toString(drawn), properties.getProperty("conformance.seed"));
    }

    @ParameterizedTest
    @CsvSource({
        "conformance.scenaro, GUIDE-001, unknown setting conformance.scenaro",
        "conformance.keep, yes, takes true or false",
        "conformance.seed, four, takes a whole number",
        "conformance.timeout.factor, 0, takes a number above 0",
        "conformance.timeout.factor, fast, takes a number above 0",
        "conformance.timeout.factor, NaN, takes a number above 0"
    })
    void whatCannotBeIsRefusedInWords(String key, String value, String words) {
        String message =
                assertThrows(WrongUse.class, () -> settings(Map.of(key, value))).getMessage();
        assertTrue(message.contains(words), message);
    }

    @Test
    void anUnknownScenarioIsNamedWithTheKnownOnes() {
        Settings settings = settings(Map.of("conformance.scenario", "GUIDE-099"));
        String message = assertThrows(WrongUse.class, () -> settings.requireKnownScenarios(Set.of("GUIDE-001")))
                .getMessage();
        assertTrue(message.contains("GUIDE-099") && message.contains("GUIDE-001"), message);
    }

    @Test
    void whatIsNotOursIsLeftAlone() {
        settings(Map.of("user.home", "/home/somebody", "conformist.images", "x"));
    }

    private static Settings settings(Map<String, String> given) {
        var properties = new Properties();
        properties.putAll(given);
        properties.putIfAbsent("user.home", System.getProperty("user.home"));
        return Settings.from(properties);
    }
}

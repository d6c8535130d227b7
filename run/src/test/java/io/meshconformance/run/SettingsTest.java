package io.meshconformance.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {

    @TempDir
    Path checkout;

    @Test
    void nothingGivenMeansTheDefaults() {
        Settings settings = settings(Map.of());
        assertEquals("auto", settings.images());
        assertTrue(settings.choice().isEverything());
        assertEquals(1, settings.repeat());
        assertEquals(1.0, settings.timeoutFactor());
        assertEquals(Path.of("/home/alice/.cache/mesh-conformance"), settings.cache());
        assertEquals(checkout.resolve("target/report"), settings.report().directory());
        assertEquals(
                checkout.resolve("target/conformance-history.jsonl"),
                settings.report().history());
        assertEquals(
                checkout.resolve("ci/known-failures.yaml"), settings.report().knownFailures());
    }

    @Test
    void whatIsGivenIsRead() {
        Settings settings = settings(Map.of(
                "conformance.images", "local",
                "conformance.image.proxy", "registry.test/proxy:1",
                "conformance.scenario", "GUIDE-001, GUIDE-002,",
                "conformance.seed", "42",
                "conformance.keep", "true",
                "conformance.known-failures", "mine.yaml",
                "conformance.report.history", "trend.jsonl"));
        assertEquals(Map.of("proxy", "registry.test/proxy:1"), settings.imageOverrides());
        assertEquals(List.of("GUIDE-001", "GUIDE-002"), settings.choice().scenarios());
        assertEquals(42L, settings.seed());
        assertTrue(settings.keep());
        assertEquals(Path.of("mine.yaml"), settings.report().knownFailures());
        assertEquals(Path.of("trend.jsonl"), settings.report().history());
    }

    @Test
    void anOptionHoldsAgainstAVariableAndAVariableAgainstTheFile() throws IOException {
        Files.writeString(
                checkout.resolve("conformance.properties"),
                "conformance.seed=1\nconformance.images=local\nconformance.image.proxy=file.test/proxy:1\n");
        var variables = Map.of("CONFORMANCE_SEED", "2", "CONFORMANCE_TIMEOUT_FACTOR", "2", "HOME", "/home/alice");
        Settings settings = Settings.from(properties(Map.of("conformance.seed", "3")), variables);
        assertEquals(3L, settings.seed());
        assertEquals(2.0, settings.timeoutFactor());
        assertEquals("local", settings.images());
        assertEquals("file.test/proxy:1", settings.imageOverrides().get("proxy"));
        assertEquals(2L, Settings.from(properties(Map.of()), variables).seed());
        assertEquals(1L, settings(Map.of()).seed());
    }

    @Test
    void theReportSaysWhichFileOrVariableASettingCameFrom() throws IOException {
        Files.writeString(checkout.resolve("conformance.properties"), "conformance.images=local\n");
        Settings settings = Settings.from(
                properties(Map.of("conformance.scenario", "GUIDE-002")), Map.of("CONFORMANCE_KEEP", "true"));
        assertEquals(
                "local (conformance.images in conformance.properties)",
                new DescribedSettings(settings).rows().get("conformance.images"));
        assertEquals(
                "true (CONFORMANCE_KEEP)",
                new DescribedSettings(settings).rows().get("conformance.keep"));
        assertEquals("GUIDE-002", new DescribedSettings(settings).rows().get("conformance.scenario"));
    }

    @Test
    void anImageCanBeGivenByAVariable() {
        Settings settings =
                Settings.from(properties(Map.of()), Map.of("CONFORMANCE_IMAGE_IDENTITY_PROVIDER", "idp.test/idp:1"));
        assertEquals(Map.of("identity-provider", "idp.test/idp:1"), settings.imageOverrides());
    }

    @Test
    void aSeedThatIsNotGivenIsDrawnOnce() {
        Properties properties = properties(Map.of());
        long drawn = Settings.from(properties, Map.of()).seed();
        assertEquals(drawn, Settings.from(properties, Map.of()).seed());
        assertEquals(Long.toString(drawn), properties.getProperty("conformance.seed"));
    }

    @ParameterizedTest
    @CsvSource({
        "conformance.scenaro, GUIDE-001, unknown setting -Dconformance.scenaro",
        "conformance.keep, yes, -Dconformance.keep takes true or false",
        "conformance.seed, four, takes a whole number",
        "conformance.repeat, 0, takes a whole number from 1 to 1000",
        "conformance.repeat, 1.5, takes a whole number from 1 to 1000",
        "conformance.report.format, xml, takes plain or json or junit",
        "conformance.report.live, blinking, takes line or lines or off",
        "conformance.settings, /nowhere/settings, cannot be read",
        "conformance.timeout.factor, 0, takes a number above 0",
        "conformance.timeout.factor, fast, takes a number above 0",
        "conformance.timeout.factor, NaN, takes a number above 0",
        "conformance.timeout.factor, 1d, takes a number above 0",
        "conformance.timeout.factor, 0x1p3, takes a number above 0",
        "conformance.cache, a\0b, takes a path",
        "conformance.images, a/\0b, takes a path",
        "conformance.settings, a\0b, takes a path"
    })
    void whatCannotBeIsRefusedInWords(String key, String value, String words) {
        String message =
                assertThrows(WrongUse.class, () -> settings(Map.of(key, value))).getMessage();
        assertTrue(message.contains(words), message);
    }

    @Test
    void anUnknownVariableIsRefusedByItsName() {
        String message = assertThrows(
                        WrongUse.class,
                        () -> Settings.from(properties(Map.of()), Map.of("CONFORMANCE_SCENARO", "GUIDE-001")))
                .getMessage();
        assertTrue(message.contains("unknown setting CONFORMANCE_SCENARO"), message);
    }

    @Test
    void aMessageNamesTheOptionThatAPersonWrote() {
        Properties properties = properties(Map.of("conformance.seed", "four"));
        String message = assertThrows(
                        WrongUse.class, () -> Settings.from(properties, Map.of(), Map.of("conformance.seed", "--seed")))
                .getMessage();
        assertEquals("--seed takes a whole number, not four", message);
    }

    @Test
    void whatIsNotOursIsLeftAlone() {
        settings(Map.of("conformist.images", "x"));
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void everySettingIsFoundByItsOptionAndSaysWhatItDoes(Setting setting) {
        assertEquals(setting, Setting.ofOption(setting.option()).orElseThrow());
        assertEquals(setting, Setting.ofKey(setting.key()).orElseThrow());
        assertEquals(setting.isFlag(), setting.placeholder().isEmpty());
    }

    private Settings settings(Map<String, String> given) {
        return Settings.from(properties(given), Map.of());
    }

    private Properties properties(Map<String, String> given) {
        var properties = new Properties();
        properties.putAll(new HashMap<>(given));
        properties.setProperty("user.home", "/home/alice");
        properties.setProperty(Settings.ROOT, checkout.toString());
        return properties;
    }
}

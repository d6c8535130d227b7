package io.meshconformance.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.badinput.BadInput;
import io.meshconformance.badinput.Survival;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Whatever settings say, they are read as they stand or refused in the words they were given by. */
class SettingsProperties {

    private static final String FILE = """
            # settings of one machine
            conformance.images = local
            conformance.image.proxy=registry.test/proxy:1
            conformance.scenario=GUIDE-001, GUIDE-002
            conformance.exclude: GRAF-*
            conformance.repeat=3
            conformance.seed=-42
            conformance.keep=true
            conformance.timeout.factor=1.5
            conformance.cache=/var/cache/\\u0061
            conformance.report.directory=target/mine
            conformance.report.format=json
            conformance.known-failures=mine.yaml
            """;

    private Path folder = Path.of("");

    @BeforeProperty
    void makesAFolder() throws IOException {
        folder = Files.createTempDirectory("settings");
    }

    @AfterProperty
    void removesIt() throws IOException {
        Files.deleteIfExists(folder.resolve("conformance.properties"));
        Files.deleteIfExists(folder);
    }

    @Provide
    Arbitrary<byte[]> files() {
        return BadInput.bytesLike(FILE);
    }

    @Provide
    Arbitrary<Setting> settings() {
        return Arbitraries.of(Setting.class);
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                BadInput.like("true", "local", "plain", "3", "1.5", "GUIDE-001,GUIDE-002", "a/b.yaml"),
                BadInput.texts());
    }

    @Property
    @Label("a file of settings is read or refused")
    void files(@ForAll("files") byte[] file) throws IOException {
        Files.write(folder.resolve("conformance.properties"), file);
        Survival.of(() -> read(new Properties(), Map.of()), WrongUse.class).ifPresent(SettingsProperties::sound);
    }

    @Property
    @Label("one value says the same as a property and as a variable")
    void valueByPropertyAndByVariable(@ForAll("settings") Setting setting, @ForAll("values") String value) {
        var properties = new Properties();
        properties.setProperty(setting.key(), value);
        Optional<Settings> byProperty = Survival.of(() -> read(properties, Map.of()), WrongUse.class);
        Optional<Settings> byVariable =
                Survival.of(() -> read(new Properties(), Map.of(setting.variable(), value)), WrongUse.class);
        assertEquals(byProperty.map(SettingsProperties::rows), byVariable.map(SettingsProperties::rows));
        byProperty.ifPresent(SettingsProperties::sound);
    }

    @Property
    @Label("an unknown key is refused by its name")
    void unknownKey(@ForAll("values") String name) {
        String key = "conformance.x" + name;
        var properties = new Properties();
        properties.setProperty(key, "1");
        Optional<Settings> read = Survival.of(() -> read(properties, Map.of()), WrongUse.class);
        assertTrue(read.isEmpty(), key);
    }

    private Settings read(Properties given, Map<String, String> variables) {
        var properties = new Properties();
        properties.putAll(given);
        properties.setProperty(Settings.ROOT, folder.toString());
        properties.setProperty("user.home", "/home/alice");
        if (!variables.containsKey(Setting.SEED.variable())) {
            properties.putIfAbsent(Setting.SEED.key(), "7");
        }
        return Settings.from(properties, variables);
    }

    private static Map<String, String> rows(Settings settings) {
        return Map.of(
                "choice", settings.choice().toString(),
                "images", settings.images(),
                "numbers", settings.repeat() + " " + settings.timeoutFactor(),
                "flags", settings.keep() + " " + settings.reuse() + " " + settings.failFast() + settings.keepFailed(),
                "report", settings.report().toString(),
                "cache", settings.cache().toString());
    }

    private static void sound(Settings settings) {
        assertTrue(settings.repeat() >= 1 && settings.repeat() <= 1000, settings::toString);
        assertTrue(settings.timeoutFactor() > 0 && settings.timeoutFactor() <= 100, settings::toString);
        settings.choice().scenarios().forEach(one -> assertTrue(!one.isBlank() && !one.contains(","), one));
        assertTrue(settings.given().keySet().stream().allMatch(key -> key.startsWith(Setting.PREFIX)));
    }
}

package io.meshconformance.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.badinput.BadInput;
import io.meshconformance.badinput.Survival;
import io.meshconformance.run.Setting;
import io.meshconformance.run.WrongUse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the command line says, it is read as it stands or refused as wrong use. */
class OptionsProperties {

    @Provide
    Arbitrary<List<String>> lines() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "--keep", "--reuse", "--seed", "7", "--scenario", "GUIDE-001", "--help", "--list"),
                        BadInput.like("--seed=7", "-Dconformance.seed=7", "-Dconformance.image.proxy=a/b:1", "--area"),
                        BadInput.texts())
                .list()
                .ofMaxSize(6)
                .withoutEdgeCases();
    }

    @Provide
    Arbitrary<Setting> valued() {
        return Arbitraries.of(Setting.class).filter(setting -> !setting.isFlag());
    }

    @Provide
    Arbitrary<String> values() {
        return BadInput.texts();
    }

    @Property
    @Label("any line is read or refused, and nothing else than settings comes of it")
    void anyLine(@ForAll("lines") List<String> line) {
        Survival.of(() -> Options.parse(line, new Properties()), WrongUse.class).ifPresent(read -> {
            assertEquals(read.words().keySet(), read.properties().stringPropertyNames());
            assertTrue(
                    read.properties().stringPropertyNames().stream().allMatch(key -> key.startsWith(Setting.PREFIX)));
            assertTrue(read.properties().values().stream()
                    .noneMatch(value -> value.toString().isBlank()));
        });
    }

    @Property
    @Label("a value is what stands behind its option, in either form")
    void roundTrip(@ForAll("valued") Setting setting, @ForAll("values") String value) {
        Optional<Map<Object, Object>> attached = properties(List.of(setting.option() + "=" + value));
        assertEquals(value.isBlank() ? Optional.empty() : Optional.of(Map.of(setting.key(), value)), attached);
        if (!value.startsWith("--")) {
            assertEquals(attached, properties(List.of(setting.option(), value)));
        }
        assertEquals(attached, properties(List.of("-D" + setting.key() + "=" + value)));
    }

    private static Optional<Map<Object, Object>> properties(List<String> line) {
        return Survival.of(
                () -> Map.copyOf(Options.parse(line, new Properties()).properties()), WrongUse.class);
    }
}

package io.meshconformance.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.run.WrongUse;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    @Test
    void anOptionBecomesTheSettingItStandsFor() {
        Options options = parse("--scenario", "GUIDE-002", "--keep", "--seed=7", "--format", "json");
        assertEquals("GUIDE-002", options.properties().getProperty("conformance.scenario"));
        assertEquals("true", options.properties().getProperty("conformance.keep"));
        assertEquals("7", options.properties().getProperty("conformance.seed"));
        assertEquals("json", options.properties().getProperty("conformance.report.format"));
        assertEquals("--seed", options.words().get("conformance.seed"));
    }

    @Test
    void aSettingIsTakenAsItIs() {
        Options options = parse("-Dconformance.image.proxy=registry.test/proxy:1=x", "-Dconformance.keep");
        assertEquals("registry.test/proxy:1=x", options.properties().getProperty("conformance.image.proxy"));
        assertEquals("true", options.properties().getProperty("conformance.keep"));
    }

    @Test
    void aFlagCanBeTakenBack() {
        assertEquals("false", parse("--keep=false").properties().getProperty("conformance.keep"));
    }

    @Test
    void theSameTwiceIsOneWish() {
        assertEquals(
                "1", parse("--seed", "1", "-Dconformance.seed=1").properties().getProperty("conformance.seed"));
    }

    @ParameterizedTest
    @CsvSource({
        "--sed 3, unknown option --sed",
        "--seed, --seed needs a value: --seed N",
        "--scenario --keep, --scenario needs a value: --scenario",
        "--seed 1 --seed 2, --seed is given twice: 1 and 2",
        "--seed=, '--seed needs a value, and it is empty'",
        "-Dconformance.image.proxy, -Dconformance.image.proxy needs a value: -Dconformance.image.proxy=REFERENCE",
        "GUIDE-002, unknown option GUIDE-002",
        "-Dother=1, unknown option -Dother=1",
        "'', unknown option"
    })
    void whatCannotBeIsRefusedInWords(String line, String words) {
        String message =
                assertThrows(WrongUse.class, () -> parse(line.split(" ", -1))).getMessage();
        assertTrue(message.contains(words), message);
    }

    private static Options parse(String... words) {
        return Options.parse(List.of(words), new Properties());
    }
}

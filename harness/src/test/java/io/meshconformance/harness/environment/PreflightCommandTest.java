package io.meshconformance.harness.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.run.Exit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PreflightCommandTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);

    @Test
    void anUnknownSettingIsWrongUse() {
        assertEquals(Exit.WRONG, run("conformance.imags", "local"));
        assertTrue(said().contains("wrong use: unknown setting -Dconformance.imags"), said());
    }

    @Test
    void anUnreadableCatalogueIsWrongUse() {
        assertEquals(Exit.WRONG, run("conformance.images", "/nowhere/catalogue.yaml"));
        assertTrue(said().contains("the image catalogue /nowhere/catalogue.yaml cannot be read"), said());
    }

    @Test
    void aKeptNodeNeedsNoImagesHereButItsSettingsAreRead() {
        assertEquals(0, run("conformance.reuse", "true"));
        assertEquals(Exit.WRONG, run("conformance.reuse", "perhaps"));
    }

    private int run(String key, String value) {
        var properties = new Properties();
        properties.setProperty(key, value);
        properties.setProperty("user.home", "/home/alice");
        return PreflightCommand.run(properties, stream, stream);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}

package io.meshconformance.harness.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsualLengthTest {

    @TempDir
    Path folder;

    @Test
    @DisplayName("a run is remembered for its provider, and the last takes the place of the one before")
    void remembered() {
        Path cache = folder.resolve("cache");
        UsualLength mock = new UsualLength(cache, "mock-oauth2-server");
        UsualLength keycloak = new UsualLength(cache, "keycloak");
        assertEquals(Duration.ofMinutes(10), mock.remembered());
        mock.remember(Duration.ofSeconds(300));
        keycloak.remember(Duration.ofSeconds(500));
        mock.remember(Duration.ofSeconds(290));
        assertEquals(Duration.ofSeconds(290), mock.remembered());
        assertEquals(Duration.ofSeconds(500), keycloak.remembered());
    }

    @Test
    @DisplayName("what cannot be read is not known, and the next run mends it")
    void torn() throws IOException {
        UsualLength usual = new UsualLength(folder, "keycloak");
        for (String torn : new String[] {"keycloak=\\u00", "keycloak=-3", "keycloak=1e9", "keycloak="}) {
            Files.writeString(folder.resolve("run-durations.properties"), torn);
            assertEquals(UsualLength.UNKNOWN, usual.remembered(), torn);
        }
        usual.remember(Duration.ofSeconds(7));
        assertEquals(Duration.ofSeconds(7), usual.remembered());
    }
}

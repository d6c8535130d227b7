package io.meshconformance.ci.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StandInApiTest {

    @Test
    void itTellsTheTimeOfItsOwnClockAndItsVersion() throws IOException {
        Instant then = Instant.parse("2030-01-02T03:04:05Z");
        try (StandInApi api = StandInApi.start(() -> then)) {
            for (int question = 0; question < 2; question++) {
                var asked = (HttpURLConnection) new URL("http://127.0.0.1:" + api.port() + "/version").openConnection();
                assertEquals(then.toEpochMilli(), asked.getDate());
                assertTrue(new String(asked.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                        .contains("\"major\":\"1\""));
            }
        }
    }
}

package io.meshconformance.reference.proxy.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"0, PT0S", "250ms, PT0.25S", "1h30m, PT1H30M", "1.5s, PT1.5S"})
    void readsGosNotation(String text, Duration meant) throws Rejected {
        assertEquals(meant, Durations.read("timeout", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "s", "1s ", "1s\n", "-1s", "1e3s", "9999999999999s", "300000000h"})
    void refusesWhatGoDoesNotRead(String text) {
        assertThrows(Rejected.class, () -> Durations.read("timeout", text));
    }

    @Test
    void aLongOneIsReadAsWell() throws Rejected {
        assertEquals(Duration.ofSeconds(20_000), Durations.read("timeout", "1s".repeat(20_000)));
    }
}

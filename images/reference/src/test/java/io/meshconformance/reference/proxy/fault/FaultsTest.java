package io.meshconformance.reference.proxy.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultsTest {
    @ParameterizedTest
    @EnumSource
    void everyFaultIsDescribedWhereUsersLook(Fault fault) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        assertTrue(readme.contains("| `" + fault.toString().replace(": ", "` | ") + " |"), fault.word());
    }

    @Test
    void namesAreReadAndUnknownOnesRefused() {
        assertEquals(
                List.of("groups-null", "wrong-issuer"),
                Faults.named(" wrong-issuer, groups-null,").words());
        assertEquals(
                "[repeated-jti: Every assertion carries the same id.]",
                Faults.named("repeated-jti").toString());
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> Faults.named("wrong-issuer,nonsense"));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith("unknown fault nonsense; known are wrong-issuer"));
    }
}

package io.meshconformance.reference.proxy.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsTest {
    /** What {@code ci/mutants} replays and people look up are the faults of the program, in its own words. */
    @Test
    void theTableIsThatOfTheProgram() throws IOException {
        List<String> listed = new ArrayList<>();
        new YAMLMapper()
                .readTree(new File("faults.yaml"))
                .path("proxy")
                .forEach(row -> listed.add(row.path("id").asText() + ": "
                        + row.path("does").asText() + row.path("everywhere").asBoolean()));
        assertEquals(
                Arrays.stream(Fault.values())
                        .map(fault -> fault.toString() + fault.isEverywhere())
                        .toList(),
                listed);
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

package io.meshconformance.reference.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DashboardFaultTest {

    /** What {@code ci/mutants} replays and people look up are the faults of the program, in its own words. */
    @Test
    void theTableIsThatOfTheProgram() throws IOException {
        List<String> listed = new ArrayList<>();
        new YAMLMapper()
                .readTree(new File("faults.yaml"))
                .path("dashboard")
                .forEach(row -> listed.add(
                        row.path("id").asText() + ": " + row.path("does").asText()));
        assertEquals(
                Arrays.stream(DashboardFault.values())
                        .map(DashboardFault::toString)
                        .toList(),
                listed);
    }
}

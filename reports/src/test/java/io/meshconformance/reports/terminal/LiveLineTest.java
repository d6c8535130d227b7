package io.meshconformance.reports.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.run.ReportSettings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LiveLineTest {

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-22T02:00:00Z"), ZoneOffset.UTC);

    @Test
    void saysWhatRunsAndWhatItWaitsFor() {
        try (LiveLine live =
                LiveLine.start(new PrintStream(new ByteArrayOutputStream()), clock, ReportSettings.Live.OFF)) {
            assertEquals("", live.text());
            live.doing("a", "GUIDE-002", "namespace and workloads become ready");
            live.doing("b", "JWT-001", "status 200");
            live.doing("a", "GUIDE-002", "denied by the mesh's policy");

            assertEquals("GUIDE-002 0 s: denied by the mesh's policy | JWT-001 0 s: status 200", live.text());

            live.ended("a");
            assertEquals("JWT-001 0 s: status 200", live.text());
        }
    }

    @Test
    void isNeverLongerThanALineOfATerminal() {
        try (LiveLine live =
                LiveLine.start(new PrintStream(new ByteArrayOutputStream()), clock, ReportSettings.Live.OFF)) {
            live.doing("a", "GUIDE-002", "x".repeat(400));
            assertTrue(live.text().length() <= 150);
        }
    }
}

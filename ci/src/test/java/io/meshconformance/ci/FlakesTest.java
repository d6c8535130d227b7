package io.meshconformance.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checkout of these tests has a verify and a report that write down how they were called. */
class FlakesTest {

    @TempDir
    Path checkout;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void scripts() throws IOException {
        script("report", "echo report \"$@\" >>calls; exit 1");
        script("verify", "echo verify \"$@\" >>calls; mkdir -p target/report; echo {} >" + report());
    }

    @Test
    void eachRunIsAVerifyAndAllTheirReportsAreCounted() throws IOException {
        assertEquals(1, run("--load", "0", "2", "--images", "local"));
        Path folder = checkout.resolve("target/flakes");
        assertEquals(
                List.of(
                        "verify --images local",
                        "verify --images local",
                        "report --flakes %1$s/run-0001.json %1$s/run-0002.json --out %1$s/flakes.yaml"
                                .formatted(folder)),
                calls());
    }

    @Test
    void aRunThatIsNotConformantIsCounted() throws IOException {
        script("verify", "echo verify >>calls; mkdir -p target/report; echo {} >" + report() + "; exit 1");
        run("2");
        assertEquals(3, calls().size());
    }

    @Test
    void aRunWithoutAReportEndsAllAndProvesNothing() throws IOException {
        script("verify", "echo verify >>calls; exit 2");
        assertEquals(2, run("5"));
        assertEquals(List.of("verify"), calls());
        assertTrue(said(err).contains("run 1 ended without a report"), said(err));
    }

    @Test
    void anEarlierReportIsNotTakenForThatOfARun() throws IOException {
        Files.createDirectories(checkout.resolve("target/report"));
        Files.writeString(checkout.resolve(report()), "{}");
        script("verify", "exit 2");
        assertEquals(2, run("1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "many",
                "0",
                "-1",
                "--load 3",
                "--load x 3",
                "3 --unknown",
                "3 --seed x",
                "3 --seed 7",
                "10000000000"
            })
    void wrongUseIsOneLineAndThree(String line) throws IOException {
        assertEquals(3, run(line.isEmpty() ? new String[0] : line.split(" ")));
        assertEquals(1, said(err).lines().count(), said(err));
        assertFalse(Files.exists(checkout.resolve("calls")));
    }

    @Test
    void theHelpNeedsNoCheckout() {
        assertEquals(0, run("--help"));
        assertTrue(said(out).startsWith("Usage: ci/flakes"), said(out));
    }

    @Test
    void busyThreadsEndWithTheRuns() throws InterruptedException {
        BusyThreads busy = new BusyThreads(2);
        assertEquals(2, busy.running());
        busy.end();
        assertEquals(0, busy.running());
    }

    private static String report() {
        return "target/report/conformance-report.json";
    }

    private void script(String name, String text) throws IOException {
        Path file = Files.createDirectories(checkout.resolve("ci")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(checkout.resolve("calls"));
    }

    private int run(String... arguments) {
        return new Flakes(checkout, Map.of(), stream(out), stream(err)).run(List.of(arguments));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String said(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

package io.meshconformance.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    Path folder;

    private ScriptedCheckout checkout;

    @BeforeEach
    void scripts() throws IOException {
        checkout = new ScriptedCheckout(folder);
        checkout.script("report", "echo report \"$@\" >>calls; exit 1");
        checkout.script("verify", "echo verify \"$@\" >>calls; mkdir -p target/report; echo {} >" + report());
    }

    @Test
    void eachRunIsAVerifyAndAllTheirReportsAreCounted() throws IOException {
        assertEquals(1, run("--load", "0", "2", "--images", "local"));
        Path folder = checkout.path("target/flakes");
        assertEquals(
                List.of(
                        "verify --images local",
                        "verify --images local",
                        "report --flakes %1$s/run-0001.json %1$s/run-0002.json --out %1$s/flakes.yaml"
                                .formatted(folder)),
                checkout.calls());
    }

    @Test
    void aRunThatIsNotConformantIsCounted() throws IOException {
        checkout.script("verify", "echo verify >>calls; mkdir -p target/report; echo {} >" + report() + "; exit 1");
        run("2");
        assertEquals(3, checkout.calls().size());
    }

    @Test
    void aRunWithoutAReportEndsAllAndProvesNothing() throws IOException {
        checkout.script("verify", "echo verify >>calls; exit 2");
        assertEquals(2, run("5"));
        assertEquals(List.of("verify"), checkout.calls());
        assertTrue(checkout.problems().contains("run 1 ended without a report"), checkout.problems());
    }

    @Test
    void anEarlierReportIsNotTakenForThatOfARun() throws IOException {
        Files.createDirectories(checkout.path("target/report"));
        Files.writeString(checkout.path(report()), "{}");
        checkout.script("verify", "exit 2");
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
        assertEquals(1, checkout.problems().lines().count(), checkout.problems());
        assertTrue(checkout.isUntouched());
    }

    @Test
    void theHelpNeedsNoCheckout() {
        assertEquals(0, run("--help"));
        assertTrue(checkout.said().startsWith("Usage: ci/flakes"), checkout.said());
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

    private int run(String... arguments) {
        return new Flakes(new Checkout(folder), Map.of(), checkout.out(), checkout.err()).run(List.of(arguments));
    }
}

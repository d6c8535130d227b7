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
class BenchTest {

    @TempDir
    Path folder;

    private ScriptedCheckout checkout;

    @BeforeEach
    void scripts() throws IOException {
        checkout = new ScriptedCheckout(folder);
        checkout.script("report", "echo report \"$@\" >>calls");
        checkout.script("verify", "echo verify \"$@\" >>calls; mkdir -p target/report; echo {} >" + report());
    }

    @Test
    void thePartsFollowEachOtherAsOftenAsIsAskedFor() throws IOException {
        assertEquals(0, run("--runs", "2", "one", "whole", "--images", "local"));
        String one = "verify --scenario GUIDE-002 --images local";
        assertEquals(
                List.of(
                        one,
                        "verify --images local",
                        one,
                        "verify --images local",
                        "report --bench " + checkout.path("target/bench")),
                checkout.calls());
        assertEquals(
                List.of("one-0001.json", "whole-0001.json", "one-0002.json", "whole-0002.json"),
                Files.readAllLines(checkout.path("target/bench/seconds.txt")).stream()
                        .map(line -> line.split(" ")[0])
                        .toList());
    }

    @Test
    void forAKeptNodeOneIsBootedFirstAndOnce() throws IOException {
        assertEquals(0, run("--runs", "1", "kept", "kept-one"));
        assertEquals(
                List.of("verify --keep --scenario GUIDE-002", "verify --reuse", "verify --reuse --scenario GUIDE-002"),
                checkout.calls().subList(0, 3));
    }

    @Test
    void aRunThatIsNotConformantEndsIt() throws IOException {
        checkout.script("verify", "echo verify >>calls; mkdir -p target/report; echo {} >" + report() + "; exit 1");
        assertEquals(1, run("--runs", "3", "one"));
        assertEquals(1, checkout.calls().size());
    }

    @Test
    void aNodeThatCannotBeKeptEndsIt() throws IOException {
        checkout.script("verify", "echo verify \"$@\" >>calls; exit 2");
        assertEquals(2, run("--runs", "3", "kept"));
        assertEquals(List.of("verify --keep --scenario GUIDE-002"), checkout.calls());
    }

    @Test
    void aRunWithoutAReportProvesNothing() throws IOException {
        Files.createDirectories(checkout.path("target/report"));
        Files.writeString(checkout.path(report()), "{}");
        checkout.script("verify", "exit 0");
        assertEquals(2, run("--runs", "1", "one"));
        assertTrue(checkout.problems().contains("a run ended without a report"), checkout.problems());
    }

    @Test
    void twoBenchesAreCompared() throws IOException {
        assertEquals(0, run("--compare", "before.yaml", "after.yaml"));
        assertEquals(List.of("report --bench before.yaml after.yaml"), checkout.calls());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--runs",
                "--runs 0",
                "--runs x one",
                "everything",
                "one --reuse",
                "one --scenario GUIDE-002",
                "one --keep",
                "one --repeat 2",
                "one --unknown",
                "--compare one.yaml"
            })
    void wrongUseIsOneLineAndThree(String line) throws IOException {
        assertEquals(3, run(line.split(" ")));
        assertEquals(1, checkout.problems().lines().count(), checkout.problems());
        assertTrue(checkout.isUntouched());
    }

    private int run(String... arguments) {
        // A node that another checkout of this machine keeps is not looked at.
        Map<String, String> environment =
                Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString());
        return new Bench(new Checkout(folder), environment, checkout.out(), checkout.err()).run(List.of(arguments));
    }

    private static String report() {
        return "target/report/conformance-report.json";
    }
}

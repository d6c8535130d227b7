package io.meshconformance.ci.chaos;

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
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checkout of these tests has a verify and an engine's client that write down how they were called. */
@Timeout(120)
class ChaosTest {

    /** Runs until something befalls it, and passes where something has already. */
    private static final String RUNS = "echo verify \"$@\" >>calls; [ ! -e struck ] || exit 0; touch node\n"
            + "while [ ! -e struck ]; do sleep 0.1; done; rm -f node\n";

    @TempDir
    Path checkout;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void scripts() throws IOException {
        script("docker", """
            echo docker "$@" >>engine-calls
            case "$1" in
              ps) [ ! -e node ] || echo 0123456789abcdef ;;
              exec) [ -e struck ] || echo "guide-002-abcde   Active" ;;
              kill) touch struck ;;
            esac
            """);
        script("verify", RUNS + "echo 'the node has ended with exit code 137'; exit 2");
    }

    @Test
    void aRunThatEndsAsBrokenWithItsCauseIsAsItHasToBe() throws IOException {
        assertEquals(0, run("--images", "local", "node-first"), said(out));
        String own = checkout.resolve("cache/mesh-conformance/chaos").toString();
        String common = "verify --images local --format json --scenario GUIDE-002,POL-001 ";
        assertEquals(
                List.of(
                        common + "--repeat 3 --cache " + own + " --report-directory " + report(),
                        common + "--cache " + own + " --report-directory " + report()),
                lines("calls"));
        assertTrue(lines("engine-calls").contains("docker kill 0123456789abcdef"));
        assertTrue(said(out).contains("2 of 2 runs ended as they have to"), said(out));
        assertTrue(Files.readString(checkout.resolve("target/chaos/chaos.json"))
                .contains("\"exitCode\": 2, \"wrong\": []"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exit 0 | it ended with 0 instead of 2",
                "exit 1 | it ended with 1 instead of 2",
                "exit 2 | it does not say 'has ended with exit code 137'",
                "touch node; echo has ended with exit code 137; exit 2 | it left: container 0123456789ab",
                "echo '{\"event\":\"scenario\",\"id\":\"GUIDE-002\",\"result\":\"failed\"}'; exit 2 | it calls"
                        + " GUIDE-002 failed"
            })
    void anyOtherEndIsNot(String end, String wrong) throws IOException {
        script("verify", RUNS + end);
        assertEquals(1, run("node-first"));
        assertTrue(said(out).contains(wrong), said(out));
        assertTrue(Files.readString(checkout.resolve("target/chaos/chaos.json")).contains(wrong.replace("\"", "\\\"")));
    }

    @Test
    void aNodeThatAnEarlierRunLeftIsNotTakenForThatOfTheRun() throws IOException {
        Files.createFile(checkout.resolve("left"));
        script("docker", """
            echo docker "$@" >>engine-calls
            case "$1" in
              ps) [ ! -e left ] || echo fedcba9876543210; [ ! -e node ] || echo 0123456789abcdef ;;
              kill) touch struck ;;
            esac
            """);
        script("verify", "sleep 1; rm -f left\n" + RUNS + "echo 'has ended with exit code 137'; exit 2");

        run("node-boot");

        assertTrue(lines("engine-calls").contains("docker kill 0123456789abcdef"), said(out));
        assertFalse(lines("engine-calls").contains("docker kill fedcba9876543210"));
    }

    @Test
    void aRunThatEndsBeforeTheMomentComesProvesNothing() throws IOException {
        script("verify", "echo 'no engine'; exit 2");
        assertEquals(1, run("node-first"));
        assertTrue(said(out).contains("it ended before the moment came"), said(out));
    }

    @Test
    void theHelpNamesTheLimitsAndTheListEveryFault() {
        assertEquals(0, run("--help"));
        assertTrue(said(out).contains("within 20 seconds (10 where it is interrupted)"), said(out));
        out.reset();
        assertEquals(0, run("--list"));
        List<String> names = said(out).lines().map(line -> line.split(" ")[0]).toList();
        assertTrue(names.size() >= 20, names::toString);
        assertEquals(names.size(), names.stream().distinct().count());
        for (String name : List.of("node-boot", "istiod-middle", "jvm-install", "disk-full", "clock-ahead")) {
            assertTrue(names.contains(name), name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-fault", "--no-such-option", "--images"})
    void whatCannotBeIsRefusedBeforeAnythingRuns(String word) {
        assertEquals(3, run(word));
        assertFalse(Files.exists(checkout.resolve("calls")));
    }

    private String report() {
        return checkout.resolve("target/chaos/report").toString();
    }

    private int run(String... words) {
        return new Chaos(
                        checkout,
                        Map.of("XDG_CACHE_HOME", checkout.resolve("cache").toString()),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        checkout.resolve("ci/docker").toString())
                .run(List.of(words));
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(checkout.resolve(file)).stream().collect(Collectors.toList());
    }

    private void script(String name, String lines) throws IOException {
        Path file = Files.createDirectories(checkout.resolve("ci")).resolve(name);
        Files.writeString(file, "#!/bin/sh\ncd " + checkout + "\n" + lines + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String said(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}

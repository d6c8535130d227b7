package io.meshconformance.ci.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.ci.ScriptedCheckout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    Path folder;

    private ScriptedCheckout checkout;

    @BeforeEach
    void scripts() throws IOException {
        checkout = new ScriptedCheckout(folder);
        checkout.script("docker", """
            echo docker "$@" >>engine-calls
            case "$1" in
              ps) [ ! -e node ] || echo 0123456789abcdef ;;
              exec) [ -e struck ] || echo "guide-002-abcde   Active" ;;
              kill) touch struck ;;
            esac
            """);
        checkout.script("verify", RUNS + "echo 'the node has ended with exit code 137'; exit 2");
    }

    @Test
    void aRunThatEndsAsBrokenWithItsCauseIsAsItHasToBe() throws IOException {
        assertEquals(0, run("--images", "local", "node-first"), checkout.said());
        String own = checkout.path("cache/mesh-conformance/chaos").toString();
        String common = "verify --images local --format json --scenario GUIDE-002,POL-001 ";
        assertEquals(
                List.of(
                        common + "--repeat 3 --cache " + own + " --report-directory " + report(),
                        common + "--cache " + own + " --report-directory " + report()),
                checkout.calls());
        assertTrue(Files.readAllLines(checkout.path("engine-calls")).contains("docker kill 0123456789abcdef"));
        assertTrue(checkout.said().contains("2 of 2 runs ended as they have to"), checkout.said());
        assertTrue(
                Files.readString(checkout.path("target/chaos/chaos.json")).contains("\"exitCode\": 2, \"wrong\": []"));
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
        checkout.script("verify", RUNS + end);
        assertEquals(1, run("node-first"));
        assertTrue(checkout.said().contains(wrong), checkout.said());
        assertTrue(Files.readString(checkout.path("target/chaos/chaos.json")).contains(wrong.replace("\"", "\\\"")));
    }

    @Test
    void aNodeThatAnEarlierRunLeftIsNotTakenForThatOfTheRun() throws IOException {
        Files.createFile(checkout.path("left"));
        checkout.script("docker", """
            echo docker "$@" >>engine-calls
            case "$1" in
              ps) [ ! -e left ] || echo fedcba9876543210; [ ! -e node ] || echo 0123456789abcdef ;;
              kill) touch struck ;;
            esac
            """);
        checkout.script("verify", "sleep 1; rm -f left\n" + RUNS + "echo 'has ended with exit code 137'; exit 2");

        run("node-boot");

        assertTrue(
                Files.readAllLines(checkout.path("engine-calls")).contains("docker kill 0123456789abcdef"),
                checkout.said());
        assertFalse(Files.readAllLines(checkout.path("engine-calls")).contains("docker kill fedcba9876543210"));
    }

    @Test
    void aRunThatEndsBeforeTheMomentComesProvesNothing() throws IOException {
        checkout.script("verify", "echo 'no engine'; exit 2");
        assertEquals(1, run("node-first"));
        assertTrue(checkout.said().contains("it ended before the moment came"), checkout.said());
    }

    @Test
    void theHelpNamesTheLimitsAndTheListEveryFault() {
        assertEquals(0, run("--help"));
        assertTrue(checkout.said().contains("within 20 seconds (10 where it is interrupted)"), checkout.said());
        checkout = new ScriptedCheckout(folder);
        assertEquals(0, run("--list"));
        List<String> names =
                checkout.said().lines().map(line -> line.split(" ")[0]).toList();
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
        assertTrue(checkout.isUntouched());
    }

    private String report() {
        return checkout.path("target/chaos/report").toString();
    }

    private int run(String... words) {
        return new Chaos(
                        folder,
                        Map.of("XDG_CACHE_HOME", checkout.path("cache").toString()),
                        checkout.out(),
                        checkout.err(),
                        checkout.path("ci/docker").toString())
                .run(List.of(words));
    }
}

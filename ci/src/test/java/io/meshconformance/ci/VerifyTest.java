package io.meshconformance.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.run.RunLock;
import io.meshconformance.run.Setting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused is refused before anything is prepared or built: the checkout of these tests has neither script. */
class VerifyTest {

    private static final Path SUITE = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path checkout;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--seed abc",
                "--unknown",
                "--scenario GUIDE-999",
                "--images nowhere",
                "--images /nowhere/own.yaml",
                "-Dconformance.image.prox=x",
                "--format xml",
                "--repeat 0",
                "--cache /tmp/\0",
                "--known-failures /nowhere/accepted.yaml"
            })
    void wrongUseIsOneLineAndThree(String line) throws IOException {
        assertEquals(3, run(line.split(" ")));
        assertEquals(1, said(err).lines().count(), said(err));
        assertTrue(said(err).startsWith("ci/verify: "), said(err));
        assertEquals("", said(out));
    }

    @Test
    void aLineThatNoClassProvesIsRefused() throws IOException {
        Files.createDirectories(checkout.resolve("scenarios/src/test/java"));
        assertEquals(3, run("--scenario", "GUIDE-002"));
        assertTrue(
                said(err).startsWith("ci/verify: no class whose name ends in Scenario declares GUIDE-002;"), said(err));
    }

    @Test
    void theListHasWhatIsAskedForAndSaysWhatNoScenarioProves() throws IOException {
        Path sources = Files.createDirectories(checkout.resolve("scenarios/src/test/java"));
        Files.writeString(sources.resolve("InjectedScenario.java"), "@Scenario(id = \"INJ-001\")");
        assertEquals(0, run("--list"));
        assertTrue(said(out).contains("INJ-001    MUST    A pod in"), said(out));
        assertTrue(said(out).contains("GUIDE-002  MUST    (no scenario) With both"), said(out));
        out.reset();
        assertEquals(0, again("--list", "--format", "json", "--area", "INJ"));
        assertTrue(
                said(out)
                        .startsWith(
                                "[{\"id\":\"INJ-001\",\"area\":\"INJ\",\"strength\":\"MUST\",\"impact\":\"lets somebody in\",\"scenario\":true,"),
                said(out));
        assertFalse(said(out).contains("GUIDE"), said(out));
    }

    @Test
    void whatNobodyForesawIsNoVerdict() throws IOException {
        Path sources = Files.createDirectories(checkout.resolve("scenarios/src/test/java"));
        Files.write(sources.resolve("TornScenario.java"), new byte[] {(byte) 0xff});
        assertEquals(2, run("--list"));
        assertTrue(said(err).startsWith("ci/verify: ended unexpectedly: "), said(err));
        assertEquals(1, said(err).lines().count(), said(err));
    }

    @Test
    void theHelpNeedsNoCheckout() {
        assertEquals(0, verify().run(List.of("--help")));
        assertTrue(said(out).startsWith("Usage: ci/verify"), said(out));
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void theHelpNamesEveryOption(Setting setting) {
        verify().run(List.of("--help"));
        assertTrue(said(out).contains("\n  " + setting.option() + " ")
                || said(out).contains("\n  " + setting.option() + "\n"));
        assertTrue(said(out).lines().allMatch(line -> line.length() <= 100), said(out));
    }

    @Test
    void aSecondRunInTheSameCheckoutIsRefusedBeforeItTouchesAnything() throws IOException {
        Path report = Files.createDirectories(checkout.resolve("target/report")).resolve("index.html");
        Files.writeString(report, "the first run's");
        Process first = holder();
        try {
            assertEquals(2, run());
            assertTrue(said(err).contains("another run is under way in this checkout"), said(err));
            assertEquals("the first run's", Files.readString(report));
            assertFalse(Files.exists(checkout.resolve("target/build.log")));
        } finally {
            first.destroyForcibly();
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aStepThatFailsEndsTheRunAsBroken() throws IOException {
        Path prepare = Files.createDirectories(checkout.resolve("ci")).resolve("prepare");
        Files.writeString(prepare, "#!/bin/sh\necho 'no engine; cure: start one'\nexit 2\n");
        assertTrue(prepare.toFile().setExecutable(true));
        assertEquals(2, run());
        assertTrue(said(out).contains("no engine; cure: start one"), said(out));
    }

    private Process holder() throws IOException {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        checkout.toString())
                .start();
        assertEquals("held", holder.inputReader().readLine());
        return holder;
    }

    private int run(String... words) throws IOException {
        Path manifests = Files.createDirectories(checkout.resolve("manifests/images"));
        Files.copy(SUITE.resolve("manifests/requirements.yaml"), checkout.resolve("manifests/requirements.yaml"));
        for (String catalogue : List.of("public.yaml", "local.yaml")) {
            Files.copy(SUITE.resolve("manifests/images").resolve(catalogue), manifests.resolve(catalogue));
        }
        return again(words);
    }

    private int again(String... words) {
        return verify().run(List.of(words));
    }

    private Verify verify() {
        return new Verify(
                new Checkout(checkout),
                Map.of("XDG_CACHE_HOME", checkout.resolve("cache").toString()),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String said(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    /** Holds the lock of a checkout until it is ended. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            RunLock.checkout(Path.of(arguments[0]));
            System.out.println("held");
            System.in.read();
        }
    }
}

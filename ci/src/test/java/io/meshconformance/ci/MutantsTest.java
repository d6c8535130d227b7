package io.meshconformance.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused is refused before anything is built or booted. */
class MutantsTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-such-mutant",
                "--unknown",
                "--sample",
                "--sample 0",
                "--minutes soon",
                "--seed abc",
                "--seed",
                "deny-becomes-audit proxy-no-such-fault"
            })
    void wrongUseIsOneLineAndThree(String line) {
        assertEquals(3, run(line.split(" ")));
        assertEquals(1, said(err).lines().count(), said(err));
        assertTrue(said(err).startsWith("ci/mutants: "), said(err));
        assertTrue(said(err).endsWith("See ci/mutants --help.\n"), said(err));
        assertEquals("", said(out));
    }

    @Test
    void theListHasEachMutantWithTheScenariosThatMustNotice() {
        assertEquals(0, run("--list"));
        assertTrue(said(out).contains("audit-denies                         POL-009\n"), said(out));
    }

    @Test
    void theHelpFitsATerminal() {
        assertEquals(0, run("--help"));
        assertTrue(said(out).startsWith("Usage: ci/mutants"), said(out));
        assertTrue(said(out).lines().allMatch(line -> line.length() <= 100), said(out));
    }

    private int run(String... words) {
        Path suite = Path.of("..").toAbsolutePath().normalize();
        return new Mutants(
                        new Checkout(suite),
                        Map.of(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(List.of(words));
    }

    private static String said(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}

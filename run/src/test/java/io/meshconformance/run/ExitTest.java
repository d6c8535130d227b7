package io.meshconformance.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A program ends with a code that says what its end means")
class ExitTest {

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Exit exit = new Exit("ci/some", new PrintStream(told, true, StandardCharsets.UTF_8));

    @Test
    void theWorkDecidesWhereItComesToItsEnd() {
        assertEquals(1, exit.of(() -> Exit.FAILED));
        assertEquals("", words());
    }

    @Test
    void wrongUseIsOneLineOfTheProgram() {
        assertEquals(3, exit.of(() -> {
            throw new WrongUse("--seed takes a whole number, not abc");
        }));
        assertEquals("ci/some: --seed takes a whole number, not abc\n", words());
    }

    @Test
    void aBrokenEnvironmentIsToldWithItsCure() {
        assertEquals(2, exit.of(() -> {
            throw new EnvironmentBroken("no engine answers", "start docker");
        }));
        assertEquals(
                "Nothing was judged. What is missing:\n  - no engine answers\nWhat to do:\n  - start docker\n",
                words());
    }

    @Test
    void anythingElseIsNeverAVerdict() {
        assertEquals(2, exit.of(() -> {
            throw new IOException("disk full");
        }));
        assertTrue(words().startsWith("ci/some: ended unexpectedly: java.io.IOException: disk full"), words());
    }

    @Test
    void anInterruptionIsPassedOn() {
        assertEquals(130, exit.of(() -> {
            throw new InterruptedException();
        }));
        assertTrue(Thread.interrupted(), "the thread still knows that it is to end");
    }

    private String words() {
        return told.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}

package io.meshconformance.harness.kube;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol with a shell that stays, against the shell of this machine. */
class ResidentShellTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ResidentShell shell = new ResidentShell(ResidentShellTest::local);

    @AfterEach
    void end() {
        shell.close();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"plain", "", "it's", "a\nb", "$HOME `id` \"x\" \\n *", "ünïcode", "%d %s", "'; exit 3; '"})
    @DisplayName("An argument arrives as it is")
    void argumentsArriveAsTheyAre(String argument) throws Exception {
        assertEquals(
                argument, shell.run(List.of("printf", "%s", argument), LIMIT).text());
    }

    @Test
    @DisplayName("Outputs and exit code belong to the command that made them")
    void oneAfterTheOther() throws Exception {
        ProcessResult failed = shell.run(List.of("sh", "-c", "echo out; echo err >&2; exit 42"), LIMIT);
        ProcessResult next = shell.run(List.of("true"), LIMIT);

        assertEquals(42, failed.exitCode());
        assertEquals("out\n", failed.text());
        assertEquals("err\n", failed.errors());
        assertEquals(0, next.exitCode());
        assertEquals("", next.text() + next.errors());
    }

    @Test
    @DisplayName("Bytes that are no text arrive as they are, line ends at the end included")
    void bytes() throws Exception {
        assertArrayEquals(
                new byte[] {0, (byte) 0xff, '\r', '\n', '\n'},
                shell.run(List.of("printf", "\\000\\377\\r\\n\\n"), LIMIT).output());
    }

    @Test
    @DisplayName("A command that reads its input does not swallow the next command")
    void inputIsEmpty() throws Exception {
        assertEquals("", shell.run(List.of("cat"), LIMIT).text());
        assertEquals(
                "still here", shell.run(List.of("printf", "still here"), LIMIT).text());
    }

    @Test
    @DisplayName("A program that is not there is told by the shell's exit code 127")
    void unknownProgram() throws Exception {
        assertEquals(127, shell.run(List.of("no-such-program"), LIMIT).exitCode());
    }

    @Test
    @DisplayName("A command that does not end in time is an error, and so is a shell that is gone")
    void errors() {
        assertThrows(TimeoutException.class, () -> shell.run(List.of("sleep", "60"), Duration.ofMillis(50)));
        shell.close();
        assertFalse(shell.isThere());
        assertThrows(IOException.class, () -> shell.run(List.of("true"), LIMIT));
    }

    @Test
    @DisplayName("A shell that ends in the middle of a command is told at once")
    void endsInTheMiddle() {
        assertThrows(IOException.class, () -> shell.run(List.of("sh", "-c", "kill -9 $PPID"), LIMIT));
    }

    static ResidentShell.Line local(OutputStream output, OutputStream errors, Runnable gone) {
        try {
            Process process = new ProcessBuilder("sh").start();
            copy(process.getInputStream(), output);
            copy(process.getErrorStream(), errors);
            process.onExit().thenRun(gone);
            return new ResidentShell.Line() {
                @Override
                public OutputStream input() {
                    return process.getOutputStream();
                }

                @Override
                public void close() {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(InputStream from, OutputStream to) {
        Thread copying = new Thread(() -> {
            try (from) {
                from.transferTo(to);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        copying.setDaemon(true);
        copying.start();
    }
}

package io.meshconformance.harness.kube;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A shell that stays and is given one command after the other on its standard input. An exec of its own for each command
 * would cost a TLS connection, two processes of the container runtime and some hundred milliseconds of a small machine.
 *
 * <p>A command's end is told by a mark on both outputs, which no command can know. For one thread at a time.
 */
final class ResidentShell implements AutoCloseable {

    /** The way to a shell process. */
    interface Line extends AutoCloseable {

        /** Where the shell reads its commands. */
        OutputStream input();

        /** Ends the shell. */
        @Override
        void close();
    }

    /** Starts a shell process. */
    interface Connector {

        /**
         * Starts it.
         *
         * @param output is given the shell's standard output
         * @param errors is given its standard error
         * @param gone called when the shell is gone, for whatever reason
         */
        Line connect(OutputStream output, OutputStream errors, Runnable gone);
    }

    private final String mark = UUID.randomUUID().toString();
    private final Object monitor = new Object();
    private final Heard output = new Heard();
    private final Heard errors = new Heard();
    private final Line line;
    private boolean gone;

    /** Starts a shell; its {@link Line} may be used from then on. */
    ResidentShell(Connector connector) {
        this.line = connector.connect(output, errors, this::gone);
    }

    /** Whether the shell was there when it was last heard of. */
    boolean isThere() {
        synchronized (monitor) {
            return !gone;
        }
    }

    /**
     * Runs a command to its end. After any exception the shell is of no further use.
     *
     * @param command program and arguments, none of which the shell interprets
     * @param limit how long it may take
     * @throws IOException when the shell is gone
     * @throws TimeoutException when the command did not end in time
     * @throws InterruptedException when this thread was interrupted
     */
    ProcessResult run(List<String> command, Duration limit) throws IOException, TimeoutException, InterruptedException {
        synchronized (monitor) {
            output.reset();
            errors.reset();
        }
        line.input().write(script(command).getBytes(StandardCharsets.UTF_8));
        line.input().flush();
        long end = System.nanoTime() + limit.toNanos();
        synchronized (monitor) {
            while (!output.ended() || !errors.ended()) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (gone) {
                    throw new IOException("the shell ended before the command did");
                }
                if (left <= 0) {
                    throw new TimeoutException("it did not end within " + limit.toMillis() + " ms");
                }
                monitor.wait(left);
            }
            return new ProcessResult(
                    output.exitCode(), output.content(), new String(errors.content(), StandardCharsets.UTF_8));
        }
    }

    /** The command's own input is empty: it must not read what is meant for the shell. */
    private String script(List<String> command) {
        String quoted = command.stream()
                .map(argument -> "'" + argument.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        String end = "\\n" + mark + " %d\\n";
        return quoted + " </dev/null; e=$?; printf '" + end + "' $e; printf '" + end + "' $e >&2\n";
    }

    private void gone() {
        synchronized (monitor) {
            gone = true;
            monitor.notifyAll();
        }
    }

    @Override
    public void close() {
        gone();
        line.close();
    }

    /** What came on one of the outputs since the last command was given. */
    private final class Heard extends OutputStream {

        private static final int LONGEST_CODE = 3;

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void write(int single) {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] more, int offset, int length) {
            synchronized (monitor) {
                bytes.write(more, offset, length);
                monitor.notifyAll();
            }
        }

        void reset() {
            bytes.reset();
        }

        boolean ended() {
            return endMark() >= 0;
        }

        byte[] content() {
            return Arrays.copyOf(bytes.toByteArray(), endMark());
        }

        int exitCode() {
            byte[] all = bytes.toByteArray();
            int from = endMark() + mark.length() + 2;
            return Integer.parseInt(new String(all, from, all.length - 1 - from, StandardCharsets.US_ASCII));
        }

        /** Where the end mark begins, if it stands at the end; below zero otherwise. */
        private int endMark() {
            byte[] all = bytes.toByteArray();
            for (int digits = 1; digits <= LONGEST_CODE; digits++) {
                int from = all.length - digits - mark.length() - 3;
                if (from >= 0 && tail(all, from).matches("\n" + mark + " \\d{" + digits + "}\n")) {
                    return from;
                }
            }
            return -1;
        }

        private static String tail(byte[] all, int from) {
            return new String(all, from, all.length - from, StandardCharsets.ISO_8859_1);
        }
    }
}

package io.meshconformance.reports.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output on a terminal: a line of {@link LiveLine} takes the place of the one before it, and any other line
 * takes it away first. Safe for use by many threads through the print stream around it.
 */
public final class LiveTerminal extends OutputStream {

    private static final byte[] CLEAR = "\r\033[K".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean live;

    private LiveTerminal(OutputStream out) {
        this.out = out;
    }

    /** The same standard output, fit for live lines. */
    public static PrintStream around(OutputStream out) {
        return new PrintStream(new LiveTerminal(out), true, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int octet) throws IOException {
        line.write(octet);
        if (octet == '\n') {
            show(line.toByteArray());
            line.reset();
        }
    }

    private void show(byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (live) {
            out.write(CLEAR);
        }
        live = text.startsWith(LiveLine.MARK);
        out.write(
                live ? text.substring(LiveLine.MARK.length()).stripTrailing().getBytes(StandardCharsets.UTF_8) : bytes);
        out.flush();
    }

    @Override
    public synchronized void flush() throws IOException {
        out.flush();
    }
}

package io.meshconformance.ci.chaos;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;

/** An API server that knows its version, and the time by a clock of its own. */
final class StandInApi implements Closeable {

    private static final String VERSION = "{\"major\":\"1\",\"minor\":\"36\",\"gitVersion\":\"v1.36.0\"}";

    private final ServerSocket socket;
    private final Supplier<Instant> clock;

    private StandInApi(ServerSocket socket, Supplier<Instant> clock) {
        this.socket = socket;
        this.clock = clock;
    }

    /** Starts it on loopback. */
    static StandInApi start(Supplier<Instant> clock) throws IOException {
        var api = new StandInApi(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), clock);
        var thread = new Thread(api::serve, "stand-in-api");
        thread.setDaemon(true);
        thread.start();
        return api;
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        try {
            while (true) {
                try (Socket asking = socket.accept()) {
                    answer(asking);
                }
            }
        } catch (SocketException e) {
            // It was closed.
        } catch (IOException e) {
            System.err.println("ci/chaos: the stand-in for the API server ended: " + e);
        }
    }

    private void answer(Socket asking) throws IOException {
        var request = new BufferedReader(new InputStreamReader(asking.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = request.readLine(); line != null && !line.isEmpty(); line = request.readLine()) {
            // Every question has the same answer.
        }
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                + VERSION.length() + "\r\nDate: "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.get().atOffset(ZoneOffset.UTC)) + "\r\n\r\n";
        asking.getOutputStream().write((head + VERSION).getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

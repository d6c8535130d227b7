package io.meshconformance.harness.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** An HTTP server that says what it is told to, on a Unix socket or on the loopback address; one request a connection. */
public final class StubServer implements AutoCloseable {

    /** One request: its method and path, such as {@code GET /version}. */
    public record Request(String line, String body) {}

    /**
     * One answer.
     *
     * @param headers lines that end with a line break, besides length and type
     */
    public record Reply(int status, String headers, String body) {

        public static final Reply NEVER = new Reply(0, "", "");

        public static Reply of(int status, String body) {
            return new Reply(status, "", body);
        }
    }

    private final ServerSocketChannel server;
    private final Function<Request, Reply> answers;
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    private StubServer(ServerSocketChannel server, Function<Request, Reply> answers) {
        this.server = server;
        this.answers = answers;
    }

    public static StubServer on(SocketAddress address, Function<Request, Reply> answers) {
        try {
            ServerSocketChannel channel = address instanceof InetSocketAddress
                    ? ServerSocketChannel.open()
                    : ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            var server = new StubServer(channel.bind(address), answers);
            server.daemon(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static StubServer onLoopback(Function<Request, Reply> answers) {
        return on(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), answers);
    }

    public int port() {
        return server.socket().getLocalPort();
    }

    /** The requests so far, as {@code GET /version}. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private void accept() {
        try {
            while (server.isOpen()) {
                SocketChannel connection = server.accept();
                daemon(() -> serve(connection));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(SocketChannel connection) {
        try (connection;
                var in = new BufferedReader(
                        new InputStreamReader(Channels.newInputStream(connection), StandardCharsets.UTF_8));
                OutputStream out = Channels.newOutputStream(connection)) {
            String line = in.readLine();
            if (line == null) {
                return;
            }
            String request = line.substring(0, line.lastIndexOf(' '));
            int length = 0;
            for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
                if (header.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(
                            header.substring(header.indexOf(':') + 1).strip());
                }
            }
            asked.add(request);
            Reply reply = answers.apply(new Request(request, read(in, length)));
            if (reply == Reply.NEVER) {
                closing.await();
                return;
            }
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            String head =
                    "HTTP/1.1 " + reply.status() + " Said\r\nContent-Type: application/json\r\nConnection: close\r\n"
                            + reply.headers() + "Content-Length: " + body.length + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(body);
        } catch (IOException gone) {
            // Whoever asked gave up.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String read(Reader in, int length) throws IOException {
        char[] body = new char[length];
        int read = 0;
        while (read < length) {
            int more = in.read(body, read, length - read);
            if (more < 0) {
                break;
            }
            read += more;
        }
        return new String(body, 0, read);
    }

    private void daemon(Runnable work) {
        var thread = new Thread(work, "stub");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

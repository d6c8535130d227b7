package io.meshconformance.harness.client;

import io.meshconformance.harness.http.Header;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.identity.LeafCertificate;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A server that hides nothing of what arrived and can misbehave in every way a peer can. One thread per connection. */
final class WireServer implements Closeable {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n";

    /** A request as it came over the wire. */
    record Seen(String line, Headers headers, String body) {}

    private final ServerSocket listener;
    private final @Nullable SSLContext context;
    private final List<Seen> requests = new CopyOnWriteArrayList<>();
    private final List<String> serverNames = new CopyOnWriteArrayList<>();
    private final List<Long> sessions = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Function<Seen, String> answer = seen -> OK;
    private volatile Mode mode = Mode.ANSWERS;

    private enum Mode {
        ANSWERS,
        RESETS,
        CLOSES,
        HANGS
    }

    private WireServer(@Nullable SSLContext context) throws IOException {
        this.context = context;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread acceptor = new Thread(this::accept, "wire-server");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    static WireServer plain() throws IOException {
        return new WireServer(null);
    }

    static WireServer tls(LeafCertificate certificate) throws IOException {
        try {
            char[] password = "changeit".toCharArray();
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(certificate.keyStore(password), password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return new WireServer(context);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", listener.getLocalPort());
    }

    void answersWith(String raw) {
        answer = seen -> raw;
    }

    void answersBy(Function<Seen, String> script) {
        answer = script;
    }

    void resetsEverything() {
        mode = Mode.RESETS;
    }

    void closesWithoutAnswer() {
        mode = Mode.CLOSES;
    }

    void neverAnswers() {
        mode = Mode.HANGS;
    }

    List<Seen> requests() {
        return requests;
    }

    List<String> serverNames() {
        return serverNames;
    }

    int connections() {
        return connections.get();
    }

    int fullHandshakes() {
        return sessions.size();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread handler = new Thread(() -> handle(socket), "wire-server-connection");
                handler.setDaemon(true);
                handler.start();
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void handle(Socket accepted) {
        try (accepted) {
            if (mode == Mode.RESETS) {
                accepted.getInputStream().read();
                accepted.setSoLinger(true, 0);
                return;
            }
            Socket socket = secured(accepted);
            Seen seen = read(socket.getInputStream());
            requests.add(seen);
            if (mode == Mode.ANSWERS) {
                socket.getOutputStream().write(answer.apply(seen).getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
                socket.shutdownOutput();
            }
            if (mode != Mode.CLOSES) {
                socket.getInputStream().transferTo(ByteArrayOutputStream.nullOutputStream());
            }
        } catch (IOException peerLeft) {
            // Clients under test leave in the middle on purpose; what they saw is what is asserted.
            open.remove(accepted);
        }
    }

    private Socket secured(Socket accepted) throws IOException {
        SSLContext tls = context;
        if (tls == null) {
            return accepted;
        }
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(accepted, (InputStream) null, true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        ExtendedSSLSession session = (ExtendedSSLSession) socket.getSession();
        session.getRequestedServerNames().stream()
                .map(SNIServerName::getEncoded)
                .map(name -> new String(name, StandardCharsets.US_ASCII))
                .forEach(serverNames::add);
        if (!sessions.contains(session.getCreationTime())) {
            sessions.add(session.getCreationTime());
        }
        return socket;
    }

    private static Seen read(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            lines.add(line);
        }
        Headers headers = new Headers(lines.stream()
                .skip(1)
                .map(line -> line.split(": ?", 2))
                .map(pair -> new Header(pair[0], pair[1]))
                .toList());
        int length = headers.first("content-length").map(Integer::parseInt).orElse(0);
        return new Seen(
                lines.isEmpty() ? "" : lines.get(0),
                headers,
                new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        byte[] raw = line.toByteArray();
        int end = raw.length > 0 && raw[raw.length - 1] == '\r' ? raw.length - 1 : raw.length;
        return new String(Arrays.copyOf(raw, end), StandardCharsets.ISO_8859_1);
    }
}

package io.meshconformance.harness.client;

import io.meshconformance.harness.http.Answer;
import io.meshconformance.harness.http.Header;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.http.ServedCertificate;
import io.meshconformance.harness.http.Url;
import io.meshconformance.harness.wait.Timeouts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.MessageHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.MessageSupport;

/**
 * One request on one connection by Apache's HttpCore, which writes and parses HTTP/1.1 and nothing beyond: no redirect,
 * no second attempt, no decoding, no proxy. It holds what really went over the wire. Used by one thread, once.
 */
final class WireClient {

    private static final Set<String> WITHOUT_CONTENT = Set.of("GET", "HEAD", "OPTIONS", "DELETE", "TRACE");

    private final AddressMap addresses;
    private final KeyStore trusted;
    private final Timeouts timeouts;
    private final Request request;
    private final Url url;
    private Request sent;
    private List<ServedCertificate> certificates = List.of();

    private WireClient(AddressMap addresses, KeyStore trusted, Timeouts timeouts, Request request) {
        this.addresses = addresses;
        this.trusted = trusted;
        this.timeouts = timeouts;
        this.request = request;
        this.url = request.url();
        this.sent = request;
    }

    /** Sends a request on a connection of its own. */
    static Transmission transmit(AddressMap addresses, KeyStore trusted, Timeouts timeouts, Request request) {
        WireClient wire = new WireClient(addresses, trusted, timeouts, request);
        Answer answer = wire.answer();
        return new Transmission(wire.sent, answer, wire.certificates);
    }

    private Answer answer() {
        // Whatever proxy this machine is set up with has no part in what is judged.
        try (Socket plain = new Socket(Proxy.NO_PROXY)) {
            connect(plain);
            try (Socket socket = url.secure() ? secured(plain) : plain) {
                return exchanged(socket);
            }
        } catch (IOException | HttpException | GeneralSecurityException | IllegalArgumentException e) {
            // An illegal argument is a host that no server can be asked for by SNI.
            return ClientFailures.of(e);
        }
    }

    private void connect(Socket socket) throws IOException {
        InetSocketAddress address = addresses
                .behind(url.host(), url.port())
                .orElseThrow(() -> new UnknownHostException(url.host() + ":" + url.port() + " has no address"));
        socket.setSoTimeout(Math.toIntExact(timeouts.request().toMillis()));
        socket.setTcpNoDelay(true);
        socket.connect(address, Math.toIntExact(timeouts.connect().toMillis()));
    }

    /** Under TLS: the URL's host is what the server is asked for and what its certificate must name. */
    private Socket secured(Socket plain) throws IOException, GeneralSecurityException {
        // A context for this one connection: no session of an earlier one is resumed.
        SSLContext context = SSLContext.getInstance("TLS");
        ObservedTrust trust = ObservedTrust.of(
                trusted,
                chain -> certificates =
                        Arrays.stream(chain).map(ServedCertificate::of).toList());
        context.init(null, new TrustManager[] {trust}, null);
        SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(plain, url.host(), url.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(url.host())));
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private Response exchanged(Socket socket) throws IOException, HttpException {
        // Left to its socket: closing it would speak to a peer that may be gone.
        DefaultBHttpClientConnection connection = new DefaultBHttpClientConnection(Http1Config.DEFAULT);
        connection.bind(socket);
        ClassicHttpRequest message = message();
        sent = request.with(headersOf(message));
        connection.sendRequestHeader(message);
        connection.sendRequestEntity(message);
        connection.flush();
        ClassicHttpResponse response;
        do {
            response = connection.receiveResponseHeader();
        } while (isInterim(response.getCode()));
        Headers received = headersOf(response);
        String body = "";
        String text = request.body();
        if (response.getCode() == HttpStatus.SC_SWITCHING_PROTOCOLS && text != null) {
            body = new WebSocketTalk(socket.getInputStream(), socket.getOutputStream()).say(text);
        } else if (MessageSupport.canResponseHaveBody(request.method(), response)) {
            connection.receiveResponseEntity(response);
            body = new String(response.getEntity().getContent().readAllBytes(), StandardCharsets.UTF_8);
        }
        return new Response(response.getCode(), received, body);
    }

    /** A switch of protocols is final: what follows is no HTTP. */
    private static boolean isInterim(int status) {
        return status < HttpStatus.SC_OK && status != HttpStatus.SC_SWITCHING_PROTOCOLS;
    }

    /** The request as it is wanted, after the lines that servers expect, each where it has none of that name itself. */
    private ClassicHttpRequest message() {
        BasicClassicHttpRequest message = new BasicClassicHttpRequest(request.method(), "/");
        // Not by the constructor, which takes an absolute form apart.
        message.setPath(url.target());
        // What is to be said over a WebSocket is no content of the request that asks for it.
        String body = request.asksForWebSocket() ? null : request.body();
        byte[] content = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        if (body != null) {
            message.setEntity(new ByteArrayEntity(content, null));
            addUnlessGiven(message, "Content-Type", "text/plain");
        }
        boolean framed = request.headers().has("Transfer-Encoding");
        if (!framed && (body != null || !WITHOUT_CONTENT.contains(request.method()))) {
            addUnlessGiven(message, "Content-Length", Integer.toString(content.length));
        }
        addUnlessGiven(message, "Host", url.authority());
        addUnlessGiven(message, "Connection", "Keep-Alive");
        request.headers().lines().forEach(line -> message.addHeader(line.name(), line.value()));
        return message;
    }

    private void addUnlessGiven(ClassicHttpRequest message, String name, String value) {
        if (!request.headers().has(name)) {
            message.addHeader(name, value);
        }
    }

    private static Headers headersOf(MessageHeaders message) {
        return new Headers(Stream.of(message.getHeaders())
                .map(line -> new Header(line.getName(), line.getValue() == null ? "" : line.getValue()))
                .toList());
    }
}

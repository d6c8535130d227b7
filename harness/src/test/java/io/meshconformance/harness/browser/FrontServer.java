package io.meshconformance.harness.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.identity.LeafCertificate;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A route, the host where the proxy signs people in, or the provider: told apart by the path. */
final class FrontServer implements Closeable {

    static final String STATE = "state-of-a-sign-in-0123456789";
    static final String HANDLE = "session-handle-0123456789";

    /** A request as it arrived. */
    record Seen(String line, String id, String body) {}

    private final List<Seen> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpsServer server;

    FrontServer(LeafCertificate certificate) throws IOException, GeneralSecurityException {
        char[] password = "changeit".toCharArray();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(certificate.keyStore(password), password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", server.getAddress().getPort());
    }

    /** Every request so far, in the order they came. */
    List<Seen> requests() {
        return requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        String id = exchange.getRequestHeaders().getFirst(Request.ID_HEADER);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(new Seen(method + " " + exchange.getRequestHeaders().getFirst("host") + path, id, body));
        List<String> cookies = exchange.getRequestHeaders().getOrDefault("cookie", List.of());
        switch (path) {
            case "/page" -> {
                if (cookies.toString().contains(HANDLE)) {
                    page(exchange, "<title>page</title>hello ålice");
                } else {
                    redirect(exchange, "https://authenticate.localhost.pomerium.io/sign-in");
                }
            }
            case "/sign-in" -> {
                exchange.getResponseHeaders().add("Set-Cookie", "_first=first-of-two-cookies; Secure; HttpOnly");
                exchange.getResponseHeaders().add("Set-Cookie", "_second=second-of-two-cookies; Secure");
                redirect(
                        exchange,
                        "https://identity-provider.identity-provider.svc.cluster.local:8443/authorize?state=" + STATE);
            }
            case "/authorize" -> {
                if (method.equals("GET")) {
                    page(
                            exchange,
                            "<form method=post><p>for " + STATE + "</p><input name=username>"
                                    + "<textarea name=claims></textarea><input type=submit></form>");
                } else {
                    redirect(exchange, "https://shop-42.localhost.pomerium.io/callback");
                }
            }
            case "/password" ->
                page(exchange, "<form method=post><input name=username><input name=password type=password></form>");
            case "/callback" -> {
                exchange.getResponseHeaders().add("Set-Cookie", "_pomerium=" + HANDLE + "; Secure; HttpOnly");
                redirect(exchange, "/page");
            }
            case "/moves-on" -> page(exchange, "<body onload=\"location.href = '/empty'\">not here to stay");
            case "/never-ends" -> page(exchange, "<p>busy</p><script>for (;;);</script>");
            case "/never-answers" -> {
                // Nothing is said; the connection stays open until the server is closed.
            }
            default -> page(exchange, "");
        }
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private static void page(HttpExchange exchange, String html) throws IOException {
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

package io.meshconformance.reference.proxy.support;

import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A browser with a cookie jar for each host, for which every host but localhost is the proxy under test. */
public final class SignInBrowser {
    private static final int MOST_HOPS = 12;

    private final Context context;
    private final HttpClient client;
    private final int port;
    private final Map<String, Map<String, String>> jars = new HashMap<>();

    /** One answer. */
    public record Answer(URI uri, int status, MultiMap headers, String body, List<X509Certificate> certificates) {
        public String location() {
            return headers.get("location");
        }

        public String header(String name) {
            return String.valueOf(headers.get(name));
        }
    }

    public SignInBrowser(Vertx vertx, int port) {
        this.port = port;
        this.context = vertx.getOrCreateContext();
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setSsl(true)
                .setTrustAll(true)
                .setVerifyHost(false)
                .setMaxHeaderSize(65536));
    }

    public Answer get(String uri) {
        return send(HttpMethod.GET, uri, HttpHeaders.headers(), "");
    }

    public Answer get(String uri, String name, String value) {
        return send(HttpMethod.GET, uri, HttpHeaders.headers().add(name, value), "");
    }

    /** Sends one request and follows nothing. */
    public Answer send(HttpMethod method, String address, MultiMap headers, String body) {
        URI uri = URI.create(address);
        boolean provider = uri.getHost().equals("localhost");
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setServer(SocketAddress.inetSocketAddress(provider ? uri.getPort() : port, "127.0.0.1"))
                .setHost(uri.getHost())
                .setPort(uri.getPort() < 0 ? 443 : uri.getPort())
                .setURI(uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
        Map<String, String> jar = jars.computeIfAbsent(uri.getHost(), host -> new HashMap<>());
        if (!jar.isEmpty() && !headers.contains("cookie")) {
            headers.add(
                    "cookie",
                    jar.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            Promise<Answer> answered = Promise.promise();
            // On one event loop from the request to the end of the body: no part of it comes before it is asked for.
            context.runOnContext(begun -> client.request(options)
                    .compose(request -> {
                        request.headers().addAll(headers);
                        return request.send(Buffer.buffer(body));
                    })
                    .compose(response -> {
                        keep(jar, response);
                        return response.body()
                                .map(content -> new Answer(
                                        uri,
                                        response.statusCode(),
                                        response.headers(),
                                        content.toString(),
                                        certificates(response)));
                    })
                    .onComplete(answered));
            return answered.future().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(method + " " + address, e);
        }
    }

    /** Follows redirects to the end; the answers in order. */
    public List<Answer> walk(String address) {
        List<Answer> answers = new ArrayList<>();
        answers.add(get(address));
        while (answers.get(answers.size() - 1).status() / 100 == 3) {
            if (answers.size() > MOST_HOPS) {
                throw new IllegalStateException("no end after " + MOST_HOPS + " hops: "
                        + answers.get(MOST_HOPS).uri());
            }
            Answer last = answers.get(answers.size() - 1);
            answers.add(get(last.uri().resolve(last.location()).toString()));
        }
        return answers;
    }

    /** The cookies of a host by name. */
    public Map<String, String> jar(String host) {
        return jars.computeIfAbsent(host, name -> new HashMap<>());
    }

    /** The session cookie that a host has set. */
    public String session(String host) {
        return Objects.requireNonNull(jar(host).get("_pomerium"), host);
    }

    private static void keep(Map<String, String> jar, HttpClientResponse response) {
        for (String cookie : response.headers().getAll("set-cookie")) {
            String[] parts = cookie.split(";", 2)[0].split("=", 2);
            if (parts[1].isEmpty() || cookie.contains("Max-Age=0")) {
                jar.remove(parts[0]);
            } else {
                jar.put(parts[0], parts[1]);
            }
        }
    }

    private static List<X509Certificate> certificates(HttpClientResponse response) {
        try {
            return response.request().connection().peerCertificates().stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (javax.net.ssl.SSLPeerUnverifiedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.meshconformance.harness.traffic;

import io.meshconformance.harness.wait.Timeouts;
import java.io.IOException;
import java.net.InetAddress;
import java.security.KeyStore;
import org.apache.http.Header;
import org.apache.http.HttpClientConnection;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.HttpStatus;
import org.apache.http.HttpVersion;
import org.apache.http.client.params.CookiePolicy;
import org.apache.http.client.params.HttpClientParams;
import org.apache.http.conn.ClientConnectionManager;
import org.apache.http.conn.ClientConnectionOperator;
import org.apache.http.conn.scheme.Scheme;
import org.apache.http.conn.scheme.SchemeRegistry;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.impl.client.DefaultHttpRequestRetryHandler;
import org.apache.http.impl.conn.BasicClientConnectionManager;
import org.apache.http.impl.conn.DefaultClientConnectionOperator;
import org.apache.http.message.BasicHttpEntityEnclosingRequest;
import org.apache.http.message.BasicHttpRequest;
import org.apache.http.params.HttpConnectionParams;
import org.apache.http.params.HttpParams;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpRequestExecutor;

/**
 * The HTTP client under REST Assured, for one request on one connection. REST Assured accepts only Apache's older client,
 * which is deprecated as a whole.
 */
@SuppressWarnings("deprecation")
final class WireClient extends DefaultHttpClient {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final Wiretap wiretap;
    private final SchemeRegistry schemes = new SchemeRegistry();

    WireClient(Doors doors, KeyStore trusted, Timeouts timeouts, Wiretap wiretap) {
        this.wiretap = wiretap;
        schemes.register(new Scheme("https", HTTPS, new TlsDoorway(doors, trusted, timeouts, wiretap)));
        schemes.register(new Scheme("http", HTTP, new Doorway(doors, timeouts)));
        setHttpRequestRetryHandler(new DefaultHttpRequestRetryHandler(0, false));
        HttpParams params = getParams();
        HttpClientParams.setCookiePolicy(params, CookiePolicy.IGNORE_COOKIES);
        HttpClientParams.setAuthenticating(params, false);
        HttpConnectionParams.setConnectionTimeout(
                params, Math.toIntExact(timeouts.connect().toMillis()));
        HttpConnectionParams.setSoTimeout(
                params, Math.toIntExact(timeouts.request().toMillis()));
    }

    @Override
    protected ClientConnectionManager createClientConnectionManager() {
        // Names mean nothing to this machine: the doorways decide where a connection goes.
        return new BasicClientConnectionManager(schemes) {
            @Override
            protected ClientConnectionOperator createConnectionOperator(SchemeRegistry registry) {
                return new DefaultClientConnectionOperator(
                        registry, host -> new InetAddress[] {InetAddress.getLoopbackAddress()});
            }
        };
    }

    @Override
    protected HttpRequestExecutor createRequestExecutor() {
        return new HttpRequestExecutor() {
            @Override
            public HttpResponse execute(HttpRequest request, HttpClientConnection connection, HttpContext context)
                    throws IOException, HttpException {
                HttpRequest verbatim = verbatim(request);
                wiretap.sending(verbatim);
                return super.execute(verbatim, connection, context);
            }

            @Override
            protected HttpResponse doReceiveResponse(
                    HttpRequest request, HttpClientConnection connection, HttpContext context)
                    throws HttpException, IOException {
                return receive(request, connection);
            }

            private HttpResponse receive(HttpRequest request, HttpClientConnection connection)
                    throws HttpException, IOException {
                HttpResponse response;
                do {
                    response = connection.receiveResponseHeader();
                } while (isInterim(response.getStatusLine().getStatusCode()));
                wiretap.receiving(response);
                if (canResponseHaveBody(request, response)) {
                    connection.receiveResponseEntity(response);
                }
                return response;
            }
        };
    }

    /** A switch of protocols is final: what follows is no HTTP. */
    private static boolean isInterim(int status) {
        return status < HttpStatus.SC_OK && status != HttpStatus.SC_SWITCHING_PROTOCOLS;
    }

    /** The request with its target and headers as wanted; from the library come only those that frame the message. */
    private HttpRequest verbatim(HttpRequest prepared) {
        Request wanted = wiretap.wanted();
        String target = wanted.url().target();
        HttpRequest request;
        if (prepared instanceof HttpEntityEnclosingRequest enclosing && enclosing.getEntity() != null) {
            BasicHttpEntityEnclosingRequest withBody =
                    new BasicHttpEntityEnclosingRequest(wanted.method(), target, HttpVersion.HTTP_1_1);
            withBody.setEntity(enclosing.getEntity());
            request = withBody;
        } else {
            request = new BasicHttpRequest(wanted.method(), target, HttpVersion.HTTP_1_1);
        }
        request.setParams(prepared.getParams());
        for (Header header : prepared.getAllHeaders()) {
            boolean ours = wanted.headers().has(header.getName());
            if (!ours && !header.getName().equalsIgnoreCase("accept")) {
                request.addHeader(header);
            }
        }
        wanted.headers().lines().forEach(line -> request.addHeader(line.name(), line.value()));
        return request;
    }
}

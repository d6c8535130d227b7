package io.meshconformance.harness.traffic;

import io.meshconformance.harness.wait.Timeouts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.apache.http.conn.scheme.SchemeLayeredSocketFactory;
import org.apache.http.params.HttpParams;
import org.jspecify.annotations.Nullable;

/** The same under TLS: the logical host is what the server is asked for and what its certificate must name. */
@SuppressWarnings("deprecation")
final class TlsDoorway extends Doorway implements SchemeLayeredSocketFactory {

    private final KeyStore trusted;
    private final Wiretap wiretap;

    TlsDoorway(Doors doors, KeyStore trusted, Timeouts timeouts, Wiretap wiretap) {
        super(doors, timeouts);
        this.trusted = trusted;
        this.wiretap = wiretap;
    }

    @Override
    public Socket connectSocket(
            Socket socket, InetSocketAddress remote, @Nullable InetSocketAddress local, HttpParams params)
            throws IOException {
        Socket plain = super.connectSocket(socket, remote, local, params);
        return createLayeredSocket(plain, logicalHost(remote), remote.getPort(), params);
    }

    @Override
    public Socket createLayeredSocket(Socket plain, String host, int port, HttpParams params) throws IOException {
        // A context for this one connection: no session of an earlier one is resumed.
        SSLSocket secured = (SSLSocket) context().getSocketFactory().createSocket(plain, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(host)));
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    @Override
    public boolean isSecure(Socket socket) {
        return true;
    }

    private SSLContext context() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {ObservedTrust.of(trusted, wiretap::shown)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("This JDK cannot trust the suite's authority", e);
        }
    }
}

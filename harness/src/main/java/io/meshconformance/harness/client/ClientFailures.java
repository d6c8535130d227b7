package io.meshconformance.harness.client;

import io.meshconformance.harness.http.Failure;
import io.meshconformance.harness.http.Failure.Kind;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;

/**
 * What an exception of the suite's own client says about the peer. One and the same cut comes in many words: a reset, an
 * end of stream, a handshake that was terminated.
 */
final class ClientFailures {

    private ClientFailures() {}

    static Failure of(Exception thrown) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable t = thrown; t != null && !causes.contains(t); t = t.getCause()) {
            causes.add(t);
        }
        return new Failure(kind(causes), detail(causes));
    }

    private static Kind kind(List<Throwable> causes) {
        if (any(causes, UnknownHostException.class)) {
            return Kind.UNKNOWN_HOST;
        }
        if (any(causes, SocketTimeoutException.class) || any(causes, TimeoutException.class)) {
            return Kind.TIMED_OUT;
        }
        if (any(causes, ConnectException.class) || any(causes, NoRouteToHostException.class)) {
            return Kind.REFUSED;
        }
        if (any(causes, CertificateException.class)) {
            return Kind.UNTRUSTED;
        }
        if (any(causes, EOFException.class)
                || any(causes, ClosedChannelException.class)
                || any(causes, NoHttpResponseException.class)
                || any(causes, ConnectionClosedException.class)
                || causes.stream().anyMatch(ClientFailures::saysCutOff)) {
            return Kind.CUT_OFF;
        }
        if (any(causes, SSLException.class)) {
            return Kind.HANDSHAKE_REFUSED;
        }
        return any(causes, HttpException.class) || any(causes, ProtocolException.class) ? Kind.NOT_HTTP : Kind.OTHER;
    }

    private static boolean saysCutOff(Throwable cause) {
        if (!(cause instanceof SocketException) && !(cause instanceof SSLException)) {
            return false;
        }
        String words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return words.contains("reset") || words.contains("broken pipe") || words.contains("terminated the handshake");
    }

    private static boolean any(List<Throwable> causes, Class<? extends Throwable> type) {
        return causes.stream().anyMatch(type::isInstance);
    }

    private static String detail(List<Throwable> causes) {
        Throwable root = causes.get(causes.size() - 1);
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}

package io.meshconformance.harness.traffic;

import io.meshconformance.harness.wait.Timeouts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import org.apache.http.conn.HttpInetSocketAddress;
import org.apache.http.conn.scheme.SchemeSocketFactory;
import org.apache.http.params.HttpParams;
import org.jspecify.annotations.Nullable;

/** Opens connections to where {@link Doors} says, in place of the address that a name would resolve to. */
@SuppressWarnings("deprecation")
class Doorway implements SchemeSocketFactory {

    private final Doors doors;
    private final Timeouts timeouts;

    Doorway(Doors doors, Timeouts timeouts) {
        this.doors = doors;
        this.timeouts = timeouts;
    }

    @Override
    public Socket createSocket(HttpParams params) {
        return new Socket();
    }

    @Override
    public Socket connectSocket(
            Socket socket, InetSocketAddress remote, @Nullable InetSocketAddress local, HttpParams params)
            throws IOException {
        String host = logicalHost(remote);
        InetSocketAddress door = doors.behind(host, remote.getPort())
                .orElseThrow(() -> new UnknownHostException(host + ":" + remote.getPort() + " has no door"));
        socket.setSoTimeout(Math.toIntExact(timeouts.request().toMillis()));
        socket.setTcpNoDelay(true);
        socket.connect(door, Math.toIntExact(timeouts.connect().toMillis()));
        return socket;
    }

    @Override
    public boolean isSecure(Socket socket) {
        return false;
    }

    static String logicalHost(InetSocketAddress remote) {
        return remote instanceof HttpInetSocketAddress logical
                ? logical.getHttpHost().getHostName()
                : remote.getHostString();
    }
}

package io.meshconformance.reference.proxy.serve;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Rules about addresses that clients name. */
final class Addresses {
    private Addresses() {}

    /** An absolute http or https address; absent for anything else. */
    static Optional<URI> web(String text) {
        try {
            URI uri = new URI(text);
            return Optional.of(uri)
                    .filter(address -> "https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                    .filter(address -> address.getHost() != null);
        } catch (URISyntaxException e) {
            // A client named something that is no address.
            return Optional.empty();
        }
    }

    /** Where a programmatic sign-in may hand its token; {@code localhost} stands for every loopback address. */
    static boolean mayReturnTo(URI uri, List<String> domains) {
        String host = uri.getHost().replace("[", "").replace("]", "");
        return domains.contains(host) || domains.contains("localhost") && isLoopback(host);
    }

    private static boolean isLoopback(String host) {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
        if (address == null) {
            return host.equals("localhost");
        }
        try {
            return InetAddress.getByAddress(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes are addresses", e);
        }
    }

    /** A fresh W3C trace context. */
    static String traceparent() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String hex = HexFormat.of().formatHex(random);
        return "00-" + hex.substring(0, 32) + "-" + hex.substring(32) + "-01";
    }
}

package io.meshconformance.harness.browser;

import io.meshconformance.harness.client.AddressMap;
import io.meshconformance.harness.oidc.ProviderAddress;
import io.meshconformance.harness.pomerium.ProxyAddresses;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyStore;
import java.time.Duration;

/**
 * Where a browser goes, and whom it trusts there beside those that the system trusts. It has the doors of the suite's own
 * client, and no other way out of this machine.
 *
 * @param ways where connections really go, as Chromium's {@code --host-resolver-rules} takes it
 * @param pins keys of servers, as Chromium's {@code --ignore-certificate-errors-spki-list} takes them
 */
record BrowserNetwork(String ways, String pins) {

    /**
     * The proxy and the provider.
     *
     * @param doors where they are found
     * @param trusted the authority that has to vouch for them
     * @param limit until one of them has shown its certificate
     * @throws BrowserLost when one cannot be reached or is not trusted
     */
    static BrowserNetwork to(AddressMap doors, KeyStore trusted, Duration limit) {
        KeyPins pins = new KeyPins(doors, trusted, limit);
        String proxies = "*." + ProxyAddresses.DOMAIN;
        return new BrowserNetwork(
                String.join(
                        ",",
                        way(doors, proxies, ProxyAddresses.AUTHENTICATE, 443),
                        way(doors, proxies, ProxyAddresses.AUTHENTICATE, 80),
                        way(doors, ProviderAddress.HOST, ProviderAddress.HOST, ProviderAddress.PORT),
                        "MAP * ~NOTFOUND"),
                String.join(
                        ",",
                        pins.of(ProxyAddresses.AUTHENTICATE, 443),
                        pins.of(ProviderAddress.HOST, ProviderAddress.PORT)));
    }

    private static String way(AddressMap doors, String pattern, String host, int port) {
        InetSocketAddress door =
                doors.behind(host, port).orElseThrow(() -> new BrowserLost("there is no door to " + host + ":" + port));
        // The address that this JVM goes to as well: behind the other family's the engine may publish another port.
        String address = door.getAddress() == null ? door.getHostString() : literal(door.getAddress());
        return "MAP %s:%d %s:%d".formatted(pattern, port, address, door.getPort());
    }

    private static String literal(InetAddress address) {
        return address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
    }
}

package io.meshconformance.harness.browser;

import io.meshconformance.harness.platform.Addresses;
import io.meshconformance.harness.traffic.Doors;
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
record Reach(String ways, String pins) {

    /**
     * The proxy and the provider.
     *
     * @param doors where they are found
     * @param trusted the authority that has to vouch for them
     * @param limit until one of them has shown its certificate
     * @throws BrowserLost when one cannot be reached or is not trusted
     */
    static Reach to(Doors doors, KeyStore trusted, Duration limit) {
        KeyPins pins = new KeyPins(doors, trusted, limit);
        String proxies = "*." + Addresses.DOMAIN;
        return new Reach(
                String.join(
                        ",",
                        way(doors, proxies, Addresses.AUTHENTICATE, 443),
                        way(doors, proxies, Addresses.AUTHENTICATE, 80),
                        way(
                                doors,
                                Addresses.IDENTITY_PROVIDER,
                                Addresses.IDENTITY_PROVIDER,
                                Addresses.IDENTITY_PROVIDER_PORT),
                        "MAP * ~NOTFOUND"),
                String.join(
                        ",",
                        pins.of(Addresses.AUTHENTICATE, 443),
                        pins.of(Addresses.IDENTITY_PROVIDER, Addresses.IDENTITY_PROVIDER_PORT)));
    }

    private static String way(Doors doors, String pattern, String host, int port) {
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

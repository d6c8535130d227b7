package io.meshconformance.harness.browser;

import io.meshconformance.harness.client.AddressMap;
import io.meshconformance.harness.http.Url;
import io.meshconformance.harness.pomerium.ProxyAddresses;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyStore;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Where a browser goes, and whom it trusts there beside those that the system trusts. It has the addresses of the suite's
 * own client, and no other way out of this machine.
 *
 * @param resolution where connections really go, as Chromium's {@code --host-resolver-rules} takes it
 * @param pins keys of servers, as Chromium's {@code --ignore-certificate-errors-spki-list} takes them
 */
record BrowserNetwork(String resolution, String pins) {

    /**
     * The proxy and the provider.
     *
     * @param addresses where they are found
     * @param trusted the authority that has to vouch for them
     * @param limit until one of them has shown its certificate
     * @throws BrowserLost when one cannot be reached or is not trusted
     */
    static BrowserNetwork to(AddressMap addresses, KeyStore trusted, Duration limit) {
        KeyPins pins = new KeyPins(addresses, trusted, limit);
        String proxies = "*." + ProxyAddresses.DOMAIN;
        return new BrowserNetwork(
                String.join(
                        ",",
                        mapping(addresses, proxies, ProxyAddresses.AUTHENTICATE, 443),
                        mapping(addresses, proxies, ProxyAddresses.AUTHENTICATE, 80),
                        providers(addresses, (host, port) -> mapping(addresses, host, host, port)),
                        "MAP * ~NOTFOUND"),
                String.join(",", pins.of(ProxyAddresses.AUTHENTICATE, 443), providers(addresses, pins::of)));
    }

    private static String providers(AddressMap addresses, BiFunction<String, Integer, String> written) {
        return addresses.named().stream()
                .sorted()
                .map(named -> Url.parse("https://" + named))
                .map(url -> written.apply(url.host(), url.port()))
                .collect(Collectors.joining(","));
    }

    private static String mapping(AddressMap addresses, String pattern, String host, int port) {
        InetSocketAddress target = addresses
                .behind(host, port)
                .orElseThrow(() -> new BrowserLost("no address is known for " + host + ":" + port));
        // The address that this JVM goes to as well: behind the other family's the engine may publish another port.
        String address = target.getAddress() == null ? target.getHostString() : literal(target.getAddress());
        return "MAP %s:%d %s:%d".formatted(pattern, port, address, target.getPort());
    }

    private static String literal(InetAddress address) {
        return address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
    }
}

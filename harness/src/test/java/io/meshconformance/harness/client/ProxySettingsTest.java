package io.meshconformance.harness.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meshconformance.evidence.Caller;
import io.meshconformance.harness.environment.Origins;
import io.meshconformance.harness.expect.CheckRecord;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.identity.CertificateAuthority;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.recording.ExchangeObserver;
import io.meshconformance.harness.wait.ShortTimeouts;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Of the variables, such as HTTP_PROXY, Java reads none by itself; its properties stand for them here. */
@DisplayName("Requests go straight to the node, whatever a company's proxy settings are")
@Isolated("it sets system properties")
class ProxySettingsTest {

    private static final String HOST = "shop.localhost.pomerium.io";
    private static final int NO_TIME = 300;

    private final MintedSecrets secrets = new MintedSecrets();
    private final CertificateAuthority authority = new CertificateAuthority("unit test", secrets);
    private final Map<String, String> before = Stream.of("http", "https", "socks")
            .flatMap(kind -> Stream.of(name(kind, "Host"), name(kind, "Port")))
            .collect(Collectors.toMap(name -> name, name -> System.getProperty(name, "")));
    private WireServer tls;
    private WireServer plain;
    private WireServer company;

    @BeforeEach
    void setUp() throws IOException {
        tls = WireServer.tls(authority.issue(List.of("*.localhost.pomerium.io")));
        plain = WireServer.plain();
        company = WireServer.plain();
        before.keySet()
                .forEach(name -> System.setProperty(
                        name,
                        name.endsWith("Host")
                                ? "127.0.0.1"
                                : Integer.toString(company.address().getPort())));
        // As it is by default, but for this machine's own addresses.
        System.setProperty("socksNonProxyHosts", "");
        System.setProperty("http.nonProxyHosts", "");
    }

    @AfterEach
    void restore() throws IOException {
        before.forEach((name, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
        System.clearProperty("socksNonProxyHosts");
        System.clearProperty("http.nonProxyHosts");
        tls.close();
        plain.close();
        company.close();
    }

    @Test
    void noProxyIsAsked() {
        AddressMap doors = AddressMap.on(
                "127.0.0.1", tls.address().getPort(), plain.address().getPort());
        ExchangeObserver witness = new ExchangeObserver(Origins.of("a.test", "b.test"), CheckRecord::new, secrets);
        OutsideClient door = new OutsideClient(doors, authority.trustStore(), ShortTimeouts.make(), witness);
        for (String scheme : List.of("https", "http")) {
            Exchange exchange = door.send(new Caller.Browser(null), "", Request.get(scheme + "://" + HOST + "/"));
            assertEquals(200, exchange.response().orElseThrow().status());
        }
        assertEquals(0, company.connections());
    }

    @Test
    void aSocketAsTheJdkMakesItWouldAskIt() throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(NO_TIME);
            assertThrows(IOException.class, () -> socket.connect(plain.address(), NO_TIME));
        }
        assertEquals(1, company.connections());
        assertEquals(0, plain.connections());
    }

    private static String name(String kind, String part) {
        return kind + (kind.equals("socks") ? "Proxy" : ".proxy") + part;
    }
}

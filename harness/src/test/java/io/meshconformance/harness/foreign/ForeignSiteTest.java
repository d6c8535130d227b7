package io.meshconformance.harness.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.meshconformance.harness.client.AddressMap;
import io.meshconformance.harness.identity.CertificateAuthority;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.kube.ManifestParameter;
import io.meshconformance.harness.kube.ManifestParameters;
import io.meshconformance.harness.wait.ShortTimeouts;
import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.WrongUse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A provider of the user's own is found and asked before anything is booted")
class ForeignSiteTest {

    private final CertificateAuthority authority = new CertificateAuthority("people", new MintedSecrets());
    private final MintedSecrets secrets = new MintedSecrets();

    @TempDir
    private Path folder;

    private HttpsServer server;
    private String document = "{}";

    @BeforeEach
    void open() throws IOException, GeneralSecurityException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context()));
        server.createContext("/realms/people/.well-known/openid-configuration", exchange -> {
            byte[] body = document.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        Files.writeString(folder.resolve("ca.pem"), authority.pem());
        Files.writeString(folder.resolve("secret"), "the secret of people");
        document = "{\"issuer\": \"" + issuer() + "\", \"token_endpoint\": \"https://tokens.people.test/token\"}";
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    @DisplayName("manifests, clients and pods go by its issuer, its hosts and its authority")
    void isFound() throws IOException, GeneralSecurityException {
        RunProvider provider = find("");
        ManifestParameters parameters =
                provider.parameters(ProviderParameters.installed().with(ManifestParameter.CA, "the run's own\n"));

        assertTrue(!provider.isInstalled());
        assertEquals(issuer(), parameters.value(ManifestParameter.PROVIDER_ISSUER));
        assertEquals("login.people.test\ntokens.people.test", parameters.value(ManifestParameter.PROVIDER_HOSTS));
        assertEquals(Integer.toString(port()), parameters.value(ManifestParameter.PROVIDER_PORT));
        assertTrue(parameters
                .value(ManifestParameter.PROVIDER_NAMES)
                .contains("template IN A tokens.people.test {\n  answer \"{{ .Name }} 60 IN A 192.0.2.9\"\n}"));
        assertEquals("openid", parameters.value(ManifestParameter.PROVIDER_SCOPES));
        assertEquals("mesh", parameters.value(ManifestParameter.PROXY_CLIENT_ID));
        assertEquals("the secret of people", parameters.value(ManifestParameter.PROXY_CLIENT_SECRET));
        assertEquals("people.test", parameters.value(ManifestParameter.ALICE_DOMAIN));
        assertEquals("bob@people.test", parameters.value(ManifestParameter.BOB_EMAIL));
        assertEquals("the run's own\n" + authority.pem(), parameters.value(ManifestParameter.CA));
        AddressMap addresses = provider.addresses(AddressMap.nowhere(), new InetSocketAddress(1));
        assertEquals(
                Optional.of(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port())),
                addresses.behind("login.people.test", port()));
        assertEquals(
                Optional.of(new InetSocketAddress(InetAddress.getByName("192.0.2.9"), 443)),
                addresses.behind("tokens.people.test", 443));
        KeyStore store = provider.trusted(new CertificateAuthority("run", secrets).trustStore());
        assertEquals(2, store.size());
        assertTrue(secrets.all().stream().anyMatch(secret -> secret.value().equals("the secret of people")));
    }

    @Test
    @DisplayName("one that is another issuer, that no name server knows, or that nobody trusts is told with the cure")
    void isNotFound() {
        document = "{\"issuer\": \"" + issuer() + "/\"}";
        EnvironmentBroken other = assertThrows(EnvironmentBroken.class, () -> find(""));
        assertTrue(other.problem().startsWith("the identity provider calls itself " + issuer() + "/, not"));
        assertTrue(other.cure().startsWith("write issuer: " + issuer() + "/ into"), other.cure());
        document = "<html>";
        assertTrue(
                assertThrows(EnvironmentBroken.class, () -> find("")).problem().contains("is no JSON"));
        EnvironmentBroken unknown =
                assertThrows(EnvironmentBroken.class, () -> find("addresses: {tokens.people.test: 192.0.2.9}\n"));
        assertTrue(unknown.problem().contains("an IPv4 address of login.people.test"), unknown.problem());
        assertTrue(unknown.cure().contains("addresses: {login.people.test: 192.0.2.7}"), unknown.cure());
        EnvironmentBroken untrusted = assertThrows(
                EnvironmentBroken.class, () -> RunProvider.find(file("", ""), ShortTimeouts.make(), secrets));
        assertTrue(untrusted.problem().startsWith("the certificate of login.people.test could not be verified"));
        assertTrue(untrusted.cure().startsWith("write authority: ca.pem"), untrusted.cure());
        server.stop(0);
        assertTrue(assertThrows(EnvironmentBroken.class, () -> find(""))
                .problem()
                .startsWith("the identity provider does not answer at " + issuer() + "/.well-known"));
    }

    @Test
    @DisplayName("a kept node that was booted for another issuer is refused")
    void keptForAnother() throws IOException {
        RunProvider provider = find("");
        ManifestParameters booted =
                provider.parameters(ProviderParameters.installed().with(ManifestParameter.CA, "the run's own\n"));
        provider.requireBooted(booted);
        ManifestParameters other = booted.with(ManifestParameter.PROXY_CLIENT_ID, "other");
        assertTrue(String.valueOf(assertThrows(WrongUse.class, () -> provider.requireBooted(other))
                        .getMessage())
                .contains("booted for another issuer or client"));
    }

    private RunProvider find(String addresses) throws IOException {
        return RunProvider.find(file("authority: ca.pem\n", addresses), ShortTimeouts.make(), secrets);
    }

    private String file(String trust, String addresses) throws IOException {
        String known = "addresses: {login.people.test: 127.0.0.1, tokens.people.test: 192.0.2.9}\n";
        return Files.writeString(
                        folder.resolve("own.yaml"),
                        "issuer: " + issuer() + "\n" + trust + (addresses.isEmpty() ? known : addresses) + """
                        client: {id: mesh, secret: {file: secret}}
                        scopes: [openid]
                        pages: [{username: name, password: password}]
                        users:
                          alice: {name: al, password: {file: secret}, subject: '7', email: alice@people.test}
                        """)
                .toString();
    }

    private String issuer() {
        return "https://login.people.test:" + port() + "/realms/people";
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private SSLContext context() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(
                new ByteArrayInputStream(
                        authority.issue(List.of("login.people.test")).pkcs12("password")),
                "password".toCharArray());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "password".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}

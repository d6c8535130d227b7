package io.meshconformance.harness.foreign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meshconformance.evidence.Caller;
import io.meshconformance.harness.client.AddressMap;
import io.meshconformance.harness.client.OutsideClient;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.http.Url;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.identity.User;
import io.meshconformance.harness.kube.ManifestParameter;
import io.meshconformance.harness.kube.ManifestParameters;
import io.meshconformance.harness.oidc.ForeignProvider;
import io.meshconformance.harness.oidc.Issuer;
import io.meshconformance.harness.wait.Timeouts;
import io.meshconformance.run.EnvironmentBroken;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a provider of the user's own is, looked up and asked before anything is booted.
 *
 * @param provider the provider
 * @param addresses addresses by host, of all hosts that its discovery document and its file name
 * @param ports its ports by host
 * @param authorities whose certificates vouch for it
 */
public record ForeignSite(
        ForeignProvider provider,
        Map<String, InetAddress> addresses,
        Map<String, Integer> ports,
        ForeignAuthorities authorities) {

    private static final List<String> ENDPOINTS = List.of(
            "authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint", "end_session_endpoint");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Looks.
     *
     * @param secrets told of the secrets that its file names
     * @throws EnvironmentBroken when it cannot be found, does not answer, or is another issuer than its file says
     */
    static ForeignSite find(ForeignProvider provider, Timeouts timeouts, MintedSecrets secrets) {
        provider.register(System.getenv(), secrets);
        Issuer issuer = provider.issuer();
        InetAddress address = address(provider, issuer.host());
        var at = new InetSocketAddress(address, issuer.port());
        ForeignAuthorities authorities = ForeignAuthorities.of(provider, at, timeouts.connect());
        JsonNode document = discovered(
                provider,
                new OutsideClient(
                                AddressMap.nowhere().with(issuer.host(), issuer.port(), at),
                                authorities.trustedBy(empty()),
                                timeouts,
                                unrecorded -> unrecorded)
                        .send(new Caller.Browser(null), "discovery", Request.get(issuer.discovery())));
        Map<String, InetAddress> addresses = new LinkedHashMap<>(Map.of(issuer.host(), address));
        Map<String, Integer> ports = new LinkedHashMap<>(Map.of(issuer.host(), issuer.port()));
        Stream.concat(
                        ENDPOINTS.stream()
                                .map(document::path)
                                .filter(JsonNode::isTextual)
                                .map(JsonNode::asText),
                        provider.network().hosts().stream().map("https://"::concat))
                .map(Url::parse)
                .forEach(url -> {
                    addresses.computeIfAbsent(url.host(), host -> address(provider, host));
                    ports.putIfAbsent(url.host(), url.port());
                });
        return new ForeignSite(provider, addresses, ports, authorities);
    }

    private static KeyStore empty() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This JDK cannot make a store of certificates", e);
        }
    }

    private static InetAddress address(ForeignProvider provider, String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(
                            provider.network().addresses().getOrDefault(host, host)))
                    .filter(Inet4Address.class::isInstance)
                    .findFirst()
                    .orElseThrow(() -> new UnknownHostException(host));
        } catch (UnknownHostException e) {
            throw new EnvironmentBroken(
                    "no name server of this machine knows an IPv4 address of " + host,
                    "write it into " + provider.file() + ", addresses: {" + host + ": 192.0.2.7}",
                    e);
        }
    }

    private static JsonNode discovered(ForeignProvider provider, Exchange asked) {
        String url = provider.issuer().url();
        try {
            JsonNode document = JSON.readTree(asked.response()
                    .filter(answer -> answer.status() == 200)
                    .map(Response::body)
                    .orElseThrow(() -> new EnvironmentBroken(
                            "the identity provider does not answer at "
                                    + provider.issuer().discovery() + ": "
                                    + asked.answer().summary(),
                            "curl -v " + provider.issuer().discovery() + " shows what it says; issuer, addresses and"
                                    + " authority stand in " + provider.file())));
            String own = document.path("issuer").asText();
            if (!own.equals(url)) {
                throw new EnvironmentBroken(
                        "the identity provider calls itself " + own + ", not " + url,
                        "write issuer: " + own + " into " + provider.file());
            }
            return document;
        } catch (JsonProcessingException e) {
            throw new EnvironmentBroken(
                    "the answer at " + provider.issuer().discovery() + " is no JSON",
                    "write the issuer's URL into " + provider.file(),
                    e);
        }
    }

    /** Where the suite's own clients go: there, and to the proxy for every other host. */
    AddressMap beside(AddressMap proxy) {
        AddressMap all = proxy;
        for (Map.Entry<String, Integer> host : ports.entrySet()) {
            all = all.with(
                    host.getKey(),
                    host.getValue(),
                    new InetSocketAddress(addresses.get(host.getKey()), host.getValue()));
        }
        return all;
    }

    /** What manifests can name, with all that is the provider's in the place of what a run would have installed. */
    ManifestParameters parameters(ManifestParameters installed) {
        var own = provider.client();
        ManifestParameters parameters = installed
                .and(ProviderParameters.at(provider.issuer(), List.copyOf(addresses.keySet())))
                .with(ManifestParameter.CA, installed.value(ManifestParameter.CA) + authorities.pem())
                .with(ManifestParameter.PROVIDER_NAMES, names())
                .with(ManifestParameter.PROVIDER_SCOPES, String.join("\n", own.scopes()))
                .with(ManifestParameter.PROVIDER_EMAIL, own.claims().get("email"))
                .with(ManifestParameter.PROVIDER_GROUPS, own.claims().get("groups"))
                .with(ManifestParameter.PROXY_CLIENT_ID, own.id())
                .with(ManifestParameter.PROXY_CLIENT_SECRET, provider.secret(System.getenv()));
        User alice = provider.users().get("alice").stated();
        return ProviderParameters.users(parameters, alice).with(ManifestParameter.BOB_EMAIL, bob(alice));
    }

    /** Routes for bob alone are there where bob is not, too. */
    private String bob(User alice) {
        return provider.users().containsKey("bob")
                ? provider.users().get("bob").stated().email()
                : "bob@" + alice.domain();
    }

    /** A name server of the cluster's that knows these hosts too, by IPv4 alone. */
    private String names() {
        return addresses.entrySet().stream()
                .map(host -> """
                        template IN A %1$s {
                          answer "{{ .Name }} 60 IN A %2$s"
                        }
                        template IN AAAA %1$s {
                          rcode NOERROR
                        }
                        """.formatted(host.getKey(), host.getValue().getHostAddress()))
                .collect(Collectors.joining());
    }
}

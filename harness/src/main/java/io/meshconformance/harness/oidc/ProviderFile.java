package io.meshconformance.harness.oidc;

import io.meshconformance.evidence.declaration.Feature;
import io.meshconformance.harness.oidc.ForeignProvider.Client;
import io.meshconformance.harness.oidc.ForeignProvider.Network;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What stands in the file of a provider. */
final class ProviderFile {

    private ProviderFile() {}

    /** A provider of the user's own. */
    static ForeignProvider foreign(StrictKeys keys, Path folder) {
        keys.only("issuer", "client", "scopes", "claims", "authority", "addresses", "hosts", "pages", "users", "lacks");
        Map<String, String> lacks = lacks(keys);
        List<Map<String, String>> pages = pages(keys, Set.of("name", "password"));
        if (pages.isEmpty() != lacks.containsKey(Feature.SIGN_IN.toString())) {
            throw keys.refused(
                    "pages",
                    "is there, or lacks says why no sign-in can be walked",
                    "pages: [{username: name, password: password}] or lacks: {sign-in: The reason.}");
        }
        Client client = client(keys, folder);
        return new ForeignProvider(
                keys.file(),
                new Issuer(issuer(keys)),
                client,
                new Network(
                        keys.optional("authority").map(text -> keys.path("authority", folder, text)),
                        addresses(keys),
                        keys.list("hosts", "hosts: [login.example.com]")),
                pages,
                users(keys, folder),
                lacks);
    }

    private static Client client(StrictKeys keys, Path folder) {
        String example = "client: {id: ID, secret: {variable: PROVIDER_SECRET}}";
        StrictKeys client = keys.map("client", example);
        client.only("id", "secret");
        Map<String, String> claims = new LinkedHashMap<>(Map.of("email", "email", "groups", "groups"));
        keys.optionalMap("claims", "claims: {groups: roles}").ifPresent(given -> {
            given.only("email", "groups");
            claims.putAll(keys.texts("claims", "claims: {groups: roles}"));
        });
        List<String> scopes = keys.list("scopes", "scopes: [openid, profile, email]");
        if (!scopes.contains("openid")) {
            throw keys.refused("scopes", "holds openid", "scopes: [openid, profile, email]");
        }
        return new Client(client.text("id", example), SecretSource.read(client, "secret", folder), scopes, claims);
    }

    private static String issuer(StrictKeys keys) {
        String example = "issuer: https://login.example.com";
        String text = keys.text("issuer", example);
        try {
            URI url = new URI(text);
            if (!"https".equals(url.getScheme())) {
                throw keys.refused("issuer", "begins with https://, as tokens by plain HTTP prove nothing", example);
            }
            if (url.getHost() == null
                    || url.getRawUserInfo() != null
                    || url.getRawQuery() != null
                    || url.getRawFragment() != null) {
                throw keys.refused("issuer", "is a URL of host and path alone", example);
            }
            return text;
        } catch (URISyntaxException e) {
            throw keys.refused("issuer", "is no URL", example);
        }
    }

    private static Map<String, String> addresses(StrictKeys keys) {
        String example = "addresses: {login.example.com: 192.0.2.7}";
        Map<String, String> addresses = keys.texts("addresses", example);
        addresses.forEach((host, address) -> {
            boolean wrong = !address.matches("\\d{1,3}(\\.\\d{1,3}){3}")
                    || Arrays.stream(address.split("\\.")).anyMatch(part -> Integer.parseInt(part) > 255);
            if (wrong) {
                throw keys.refused("addresses." + host, "takes an IPv4 address", example);
            }
        });
        return addresses;
    }

    /** What is typed into the fields of each page, which scenarios know by these names. */
    static List<Map<String, String>> pages(StrictKeys keys, Set<String> known) {
        String example = "pages: [{username: name, password: password}]";
        return keys.maps("pages", example).stream()
                .map(page -> page.names().stream()
                        .collect(Collectors.toMap(
                                field -> field,
                                field -> {
                                    String typed = page.text(field, example);
                                    if (!known.contains(typed) && !typed.startsWith(ProviderSignIn.LITERAL)) {
                                        throw page.refused(
                                                field,
                                                "is filled with one of " + sorted(known) + ", or what stands behind =",
                                                example);
                                    }
                                    return typed;
                                },
                                (one, other) -> one,
                                LinkedHashMap::new)))
                .map(Collections::unmodifiableMap)
                .toList();
    }

    static Map<String, String> lacks(StrictKeys keys) {
        Map<String, String> lacks = keys.texts("lacks", "lacks: {sign-in: The reason.}");
        Set<String> known =
                Arrays.stream(Feature.values()).map(Feature::toString).collect(Collectors.toSet());
        lacks.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw keys.refused("lacks." + name, "is no feature", "one of " + sorted(known));
                });
        return lacks;
    }

    private static Map<String, ForeignUser> users(StrictKeys keys, Path folder) {
        StrictKeys users =
                keys.map("users", "users: {alice: {name: ..., password: {variable: ...}, subject: ..., email: ...}}");
        Map<String, ForeignUser> read = new LinkedHashMap<>();
        users.names().forEach(name -> read.put(name, ForeignUser.read(name, users, folder)));
        if (!read.containsKey("alice")) {
            throw users.refused("alice", "is missing, whom most scenarios sign in", "the user whom routes admit");
        }
        return Collections.unmodifiableMap(read);
    }

    private static String sorted(Set<String> words) {
        return words.stream().sorted().collect(Collectors.joining(", "));
    }
}

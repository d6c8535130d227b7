package io.meshconformance.harness.oidc;

import io.meshconformance.evidence.declaration.Feature;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.image.Catalogue;
import io.meshconformance.run.WrongUse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A provider of the user's own, outside the cluster: nothing is installed, and nobody is made known to it.
 *
 * @param file how messages name its file
 * @param issuer its issuer
 * @param client what the proxy is there
 * @param network how it is reached
 * @param pages what is typed into each field of its sign-in, page after page; empty where the suite cannot walk it
 * @param users its users, by the words in which scenarios declare them
 * @param lacks what scenarios can need and it does not have, each with the reason in a sentence
 */
public record ForeignProvider(
        String file,
        Issuer issuer,
        Client client,
        Network network,
        List<Map<String, String>> pages,
        Map<String, ForeignUser> users,
        Map<String, String> lacks)
        implements IdentityProvider {

    /** What no provider can have that the suite does not make itself. */
    private static final Map<Feature, String> BY_NATURE = Map.of(
            Feature.MADE_UP_USERS, "The provider's users are those of its file, with the claims that they have there.",
            Feature.SCRIPTED_REFRESH, "Nothing can be set beforehand at a provider that is not the suite's own.",
            Feature.PROGRAM_CLIENTS, "The provider's file names no client but the proxy.",
            Feature.PROVIDER_CONTROL, "A provider that is not the suite's own is neither stopped nor changed.");

    /**
     * The proxy's registration there.
     *
     * @param id its client id
     * @param secret where its secret stands
     * @param scopes what it asks for
     * @param claims the provider's names of the claims {@code email} and {@code groups}
     */
    public record Client(String id, SecretSource secret, List<String> scopes, Map<String, String> claims) {}

    /**
     * How the provider is reached.
     *
     * @param authority a file with the certificates of its authority, where that is not one the public trusts
     * @param addresses IPv4 addresses by host, of hosts that no name server knows
     * @param hosts further hosts over which a sign-in leads
     */
    public record Network(Optional<Path> authority, Map<String, String> addresses, List<String> hosts) {}

    @Override
    public Optional<String> lacks(Feature feature) {
        return Optional.ofNullable(lacks.get(feature.toString())).or(() -> Optional.ofNullable(BY_NATURE.get(feature)));
    }

    @Override
    public Optional<String> lacksUser(String user) {
        return lacks(Feature.SIGN_IN)
                .or(() -> users.containsKey(user)
                        ? Optional.empty()
                        : Optional.of("The provider's file names no user " + user + "."));
    }

    @Override
    public Catalogue judged(Catalogue catalogue) {
        var images = new TreeMap<>(catalogue.images());
        images.remove(Catalogue.PROVIDER);
        return new Catalogue(catalogue.name(), catalogue.title(), images, catalogue.providers(), catalogue.istio());
    }

    /**
     * The secret of the proxy's registration.
     *
     * @param environment usually the process's environment
     * @throws WrongUse where it is not there
     */
    public String secret(Map<String, String> environment) {
        return client.secret().value(environment);
    }

    /**
     * Reads every secret, so that none leaves with the report; what its file names and is not there is told before
     * anything starts.
     *
     * @param environment usually the process's environment
     * @param secrets told of each
     * @throws WrongUse where one is not there
     */
    public void register(Map<String, String> environment, MintedSecrets secrets) {
        network.authority().filter(path -> !Files.isReadable(path)).ifPresent(path -> {
            throw new WrongUse(
                    file + ": authority names " + path + ", which cannot be read; write certificates in PEM into it");
        });
        secrets.register("client secret", secret(environment));
        if (!pages.isEmpty()) {
            users.values().forEach(user -> user.register(environment, secrets));
        }
    }

    @Override
    public ProviderSignIn signIn(Supplier<Accounts> keycloak) {
        return new ProviderSignIn(Set.of(issuer.host()), pages, new ForeignUsers(users, System.getenv()));
    }
}

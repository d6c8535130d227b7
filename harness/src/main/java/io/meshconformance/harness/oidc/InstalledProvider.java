package io.meshconformance.harness.oidc;

import io.meshconformance.evidence.declaration.Feature;
import io.meshconformance.harness.image.Catalogue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A provider that a run installs from {@code manifests/platform/identity-provider}, under the same name. It learns of users
 * as they sign in.
 *
 * @param name its name
 * @param pages what is typed into each field, page after page
 * @param users how it comes to know a user
 * @param lacks what scenarios can need and it does not have, each with the reason in a sentence
 */
record InstalledProvider(String name, List<Map<String, String>> pages, Users users, Map<String, String> lacks)
        implements IdentityProvider {

    /** How such a provider comes to know a user. */
    enum Users {
        /** By the form itself. */
        STATED,
        /** By Keycloak's administration API. */
        KEYCLOAK
    }

    static InstalledProvider read(String name, StrictKeys keys) {
        keys.only("pages", "users", "lacks");
        String users = keys.text("users", "users: stated");
        return new InstalledProvider(
                name,
                ProviderFile.pages(keys, Set.of("name", "password", "subject", "claims")),
                Stream.of(Users.values())
                        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(users))
                        .findFirst()
                        .orElseThrow(() -> keys.refused("users", "is stated or keycloak", "users: stated")),
                ProviderFile.lacks(keys));
    }

    @Override
    public Optional<String> lacks(Feature feature) {
        return Optional.ofNullable(lacks.get(feature.toString()));
    }

    @Override
    public Optional<String> lacksUser(String user) {
        return lacks(Feature.SIGN_IN);
    }

    @Override
    public Catalogue judged(Catalogue catalogue) {
        return catalogue.providedBy(name);
    }

    @Override
    public ProviderSignIn signIn(Supplier<Accounts> keycloak) {
        return new ProviderSignIn(
                Set.of(ProviderAddress.HOST),
                pages,
                switch (users) {
                    case STATED -> Accounts.STATED;
                    case KEYCLOAK -> keycloak.get();
                });
    }
}

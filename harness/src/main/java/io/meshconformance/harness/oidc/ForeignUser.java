package io.meshconformance.harness.oidc;

import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.identity.User;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A user whom a provider of the user's own knows already.
 *
 * @param name typed into the form
 * @param password where the password stands
 * @param stated what the provider states of them
 */
public record ForeignUser(String name, SecretSource password, User stated) {

    private static final String EXAMPLE = "name, password, subject and email of a user at the provider";

    /** A user whose key is what scenarios call them, groups included. */
    static ForeignUser read(String key, StrictKeys users, Path folder) {
        StrictKeys user = users.map(key, EXAMPLE);
        user.only("name", "password", "subject", "email");
        String email = user.text("email", "email: alice@example.com");
        if (!email.matches("[^@\\s]+@[^@\\s]+")) {
            throw user.refused("email", "is an address", "email: alice@example.com");
        }
        List<String> words = List.of(key.split(" in ", 2));
        if (!key.matches("(alice|bob|mallory)( in [^,]+(, [^,]+)*)?")) {
            throw users.refused(key, "is alice, bob or mallory, with their groups or without", "alice in engineers:");
        }
        return new ForeignUser(
                user.text("name", EXAMPLE),
                SecretSource.read(user, "password", folder),
                new User(
                        user.text("subject", "subject: the claim sub that the provider states"),
                        email,
                        words.size() == 1 ? List.of() : List.of(words.get(1).split(", ")),
                        Map.of()));
    }

    void register(Map<String, String> environment, MintedSecrets secrets) {
        String secret = secrets.register("password of " + name, password.value(environment));
        // As it stands in the form that is sent.
        secrets.register("password of " + name, URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }
}

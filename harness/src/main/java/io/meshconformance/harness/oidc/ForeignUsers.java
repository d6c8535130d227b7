package io.meshconformance.harness.oidc;

import io.meshconformance.harness.identity.User;
import java.util.Map;
import java.util.Optional;

/**
 * The users of a provider of the user's own.
 *
 * @param users users by the words in which scenarios declare them
 * @param environment where their passwords are
 */
record ForeignUsers(Map<String, ForeignUser> users, Map<String, String> environment) implements Accounts {

    @Override
    public Map<String, String> of(User user) {
        ForeignUser known = require(user);
        return Map.of("name", known.name(), "password", known.password().value(environment));
    }

    @Override
    public User known(User user) {
        return require(user).stated();
    }

    private ForeignUser require(User user) {
        return Optional.ofNullable(users.get(user.declared()))
                .orElseThrow(() -> new IllegalStateException("the provider's file names no user " + user.declared()));
    }
}

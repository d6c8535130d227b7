package io.meshconformance.harness.oidc;

import io.meshconformance.harness.identity.User;
import java.util.Map;

/** How the provider comes to know a user, before its sign-in form is filled. */
@FunctionalInterface
public interface Accounts {

    /** A provider that takes the user's name and claims from the form itself. */
    Accounts STATED = user -> Map.of("subject", user.subject(), "claims", user.claimsJson());

    /**
     * Makes sure that the provider knows a user, with these claims and no others.
     *
     * @param user who is going to sign in
     * @return what the fields of a form can be filled with, by the names that the provider's file uses
     * @throws io.meshconformance.run.EnvironmentBroken when the provider does not take the user
     */
    Map<String, String> of(User user);

    /** The user as the provider states them: the same, where it states whatever a scenario wants. */
    default User known(User user) {
        return user;
    }
}

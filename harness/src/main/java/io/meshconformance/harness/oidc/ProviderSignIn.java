package io.meshconformance.harness.oidc;

import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.identity.User;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How users sign in at the provider of a run.
 *
 * @param form what is typed into each field of its form: one of the names that {@code accounts} has a value for
 * @param accounts makes users known
 */
public record ProviderSignIn(Map<String, String> form, Accounts accounts) {

    /** Where no provider's form is known, and so none is filled. */
    public static final ProviderSignIn NOWHERE = new ProviderSignIn(Map.of(), user -> Map.of());

    /** Its form on this page, if it is there. */
    public Optional<SignInForm> on(Exchange page) {
        return SignInForm.on(page, form.keySet());
    }

    /**
     * Makes a user known and says how to fill the form.
     *
     * @return what is typed, by field
     * @throws io.meshconformance.run.EnvironmentBroken when the provider does not take the user
     */
    public Map<String, String> entries(User user) {
        Map<String, String> known = accounts.of(user);
        Map<String, String> entries = new LinkedHashMap<>();
        form.forEach((field, name) -> entries.put(
                field,
                Optional.ofNullable(known.get(name))
                        .orElseThrow(() -> new IllegalStateException("the field " + field + " is to be filled with "
                                + name + ", which is none of " + known.keySet()))));
        return entries;
    }
}

package io.meshconformance.harness.oidc;

import io.meshconformance.evidence.declaration.Feature;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.identity.User;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How users sign in at the provider of a run.
 *
 * @param hosts where it keeps its own sessions
 * @param pages what is typed into each field, page after page: one of the names that {@code accounts} has a value for
 * @param accounts makes users known
 */
public record ProviderSignIn(Set<String> hosts, List<Map<String, String>> pages, Accounts accounts) {

    /** What a text that is sent as it stands begins with, such as the value of the button that is pressed. */
    static final String LITERAL = "=";

    /** Where no provider's form is known, and so none is filled. */
    public static final ProviderSignIn NOWHERE = new ProviderSignIn(Set.of(), List.of(), user -> Map.of());

    /**
     * The same for the users that a scenario declares. Any other is refused, also by a provider that would take whatever it is
     * told: what a scenario needs has to be known before it plays.
     */
    public ProviderSignIn declaredBy(Scenario scenario) {
        Set<String> declared = Set.of(scenario.users());
        boolean any = Set.of(scenario.needs()).contains(Feature.MADE_UP_USERS);
        return new ProviderSignIn(hosts, pages, new Accounts() {

            @Override
            public Map<String, String> of(User user) {
                return accounts.of(required(user));
            }

            @Override
            public User known(User user) {
                return accounts.known(required(user));
            }

            private User required(User user) {
                if (any || declared.contains(user.declared())) {
                    return user;
                }
                throw new IllegalStateException(
                        "the scenario signs " + user.declared() + " in, whom it does not declare;" + " write users = \""
                                + user.declared() + "\" into its @Scenario");
            }
        });
    }

    /**
     * The form of one of its pages on what is shown, if it is there.
     *
     * @param number which page, from 0
     * @param shown what is shown
     */
    public Optional<SignInForm> on(int number, Exchange shown) {
        return number < pages.size() ? SignInForm.on(shown, pages.get(number).keySet()) : Optional.empty();
    }

    /**
     * Makes a user known and says how to fill the forms.
     *
     * @return what is typed, by field, page after page
     * @throws io.meshconformance.run.EnvironmentBroken when the provider does not take the user
     */
    public List<Map<String, String>> entries(User user) {
        Map<String, String> known = accounts.of(user);
        return pages.stream().map(page -> filled(page, known)).toList();
    }

    private static Map<String, String> filled(Map<String, String> page, Map<String, String> known) {
        Map<String, String> entries = new LinkedHashMap<>();
        page.forEach((field, name) -> entries.put(
                field,
                Optional.ofNullable(name.startsWith(LITERAL) ? name.substring(LITERAL.length()) : known.get(name))
                        .orElseThrow(() -> new IllegalStateException("the field " + field + " is to be filled with "
                                + name + ", which is none of " + known.keySet()))));
        return entries;
    }
}

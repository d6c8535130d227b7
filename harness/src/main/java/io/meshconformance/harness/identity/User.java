package io.meshconformance.harness.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A person who signs in.
 *
 * @param subject what the provider calls them, the {@code sub} of their tokens; typed into the form's user name
 * @param email their address
 * @param groups their groups; left out of the claims when empty
 * @param claims further claims, which win over the ones above
 */
public record User(String subject, String email, List<String> groups, Map<String, Object> claims) {

    /** Allowed wherever a scenario allows a user. */
    public static final User ALICE = of("alice", "alice@example.com");

    /** Of Alice's domain, but not Alice. */
    public static final User BOB = of("bob", "bob@example.com");

    /** Signs in with success and is allowed nowhere. */
    public static final User MALLORY = of("mallory", "mallory@elsewhere.test");

    /** Copies what it is given. */
    public User {
        groups = List.copyOf(groups);
        claims = Map.copyOf(claims);
    }

    /** A user without groups, whose name is the subject with a capital letter. */
    public static User of(String subject, String email) {
        String name = subject.substring(0, 1).toUpperCase(Locale.ROOT) + subject.substring(1);
        return new User(subject, email, List.of(), Map.of("name", name));
    }

    /** The same user in these groups. */
    public User in(String... memberOf) {
        return new User(subject, email, List.of(memberOf), claims);
    }

    /** The domain of their address. */
    public String domain() {
        return email.substring(email.lastIndexOf('@') + 1);
    }

    /** As a scenario declares a user: the subject, and the groups where there are some, such as {@code alice in engineers}. */
    public String declared() {
        return groups.isEmpty() ? subject : subject + " in " + String.join(", ", groups);
    }

    /** All that the provider states of this user, beside the subject. */
    public Map<String, Object> stated() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("email", email);
        if (!groups.isEmpty()) {
            all.put("groups", groups);
        }
        all.putAll(claims);
        return all;
    }

    /** The same as a JSON object. */
    public String claimsJson() {
        try {
            return new ObjectMapper().writeValueAsString(stated());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Claims of " + subject + " cannot be written as JSON", e);
        }
    }
}

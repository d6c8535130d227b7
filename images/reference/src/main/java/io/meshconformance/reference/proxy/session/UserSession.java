package io.meshconformance.reference.proxy.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One signed-in user, as the provider described them.
 *
 * @param id random, or made of the ID token that a program showed; names the session in cookies and assertions
 * @param providerId which provider and client signed the user in
 * @param user the provider's subject
 * @param claims ID token and userinfo together, the ID token alone where a program showed it, each claim as its list of values
 * @param tokens what the provider gave last
 * @param expires when the session ends by itself
 */
public record UserSession(
        String id,
        String providerId,
        String user,
        Map<String, List<Object>> claims,
        ProviderTokens tokens,
        Instant expires) {
    /** Keeps copies. */
    public UserSession {
        claims = Map.copyOf(claims);
    }

    /** The same session after the provider was asked anew; it ends when it would have ended. */
    public UserSession renewed(Map<String, List<Object>> said, ProviderTokens given) {
        return new UserSession(id, providerId, user, said, given, expires);
    }

    /** The user's address, empty when the provider names none. */
    public String email() {
        return String.join(",", texts("email"));
    }

    /** The values of a claim as text; empty when the claim is missing. */
    public List<String> texts(String claim) {
        return claims.getOrDefault(claim, List.of()).stream()
                .map(String::valueOf)
                .toList();
    }

    /** The values of a claim joined by commas, absent when the claim is missing. */
    public Optional<String> joined(String claim) {
        return claims.containsKey(claim) ? Optional.of(String.join(",", texts(claim))) : Optional.empty();
    }

    @Override
    public String toString() {
        return "Session[" + id + "]";
    }
}

package io.meshconformance.reference.proxy.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The annotations that stand for simple rules; each is one more way to be allowed.
 *
 * @param anyone allow_public_unauthenticated_access
 * @param preflight cors_allow_preflight
 * @param anyUser allow_any_authenticated_user
 * @param domains allowed_domains
 * @param users allowed_users: email address or subject
 * @param claims allowed_idp_claims: claim to acceptable values
 */
public record Shorthand(
        boolean anyone,
        boolean preflight,
        boolean anyUser,
        List<String> domains,
        List<String> users,
        Map<String, List<String>> claims) {
    /** Keeps copies. */
    public Shorthand {
        domains = List.copyOf(domains);
        users = List.copyOf(users);
        claims = Map.copyOf(claims);
    }

    List<Criterion> alternatives() {
        List<Criterion> alternatives = new ArrayList<>();
        if (anyone) {
            alternatives.add(Criteria.ACCEPT);
        }
        if (preflight) {
            alternatives.add(Criteria.CORS_PREFLIGHT);
        }
        if (anyUser) {
            alternatives.add(Criteria.AUTHENTICATED_USER);
        }
        domains.forEach(domain -> alternatives.add(Criteria.domain(domain::equals)));
        claims.forEach((claim, values) ->
                values.forEach(value -> alternatives.add(Criteria.claim(claim, list -> list.contains(value)))));
        users.forEach(user -> {
            alternatives.add(Criteria.user(user::equals));
            alternatives.add(Criteria.email(user::equals));
        });
        return alternatives;
    }
}

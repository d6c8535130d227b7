package io.meshconformance.reference.proxy.identity;

import io.meshconformance.reference.proxy.fault.Fault;
import io.meshconformance.reference.proxy.fault.Faults;
import io.meshconformance.reference.proxy.session.UserSession;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The claims that a session has: those of its sign-in and no others. The real v0.33.1 adds them to those of the user's
 * earlier sign-ins, and judges by all of them (pkg/grpc/user/user.go, pkg/policy/criteria/claim.go).
 */
public record SessionClaims(Faults faults) {

    /**
     * Every claim as its list of values; of an object each member becomes {@code claim/member}.
     *
     * @param said what the provider said at this sign-in
     * @param earlier the user's session of an earlier sign-in
     */
    public Map<String, List<Object>> of(Map<String, Object> said, Optional<UserSession> earlier) {
        if (faults.has(Fault.FIRST_CLAIMS_STAY) && earlier.isPresent()) {
            return earlier.get().claims();
        }
        Map<String, List<Object>> claims = new HashMap<>();
        earlier.filter(session -> faults.has(Fault.CLAIMS_ARE_ADDED))
                .ifPresent(session -> claims.putAll(session.claims()));
        claims.putAll(flattened(said));
        return claims;
    }

    private static Map<String, List<Object>> flattened(Map<String, Object> claims) {
        Map<String, List<Object>> flat = new HashMap<>();
        claims.forEach((name, value) -> {
            if (value instanceof Map<?, ?> members) {
                Map<String, Object> inner = members.entrySet().stream()
                        .filter(member -> member.getValue() != null)
                        .collect(Collectors.toMap(member -> name + "/" + member.getKey(), Map.Entry::getValue));
                flat.putAll(flattened(inner));
            } else if (value instanceof Collection<?> values) {
                flat.put(
                        name,
                        values.stream()
                                .filter(one -> one != null)
                                .map(Object.class::cast)
                                .toList());
            } else if (value != null) {
                flat.put(name, List.of(value));
            }
        });
        return flat;
    }
}

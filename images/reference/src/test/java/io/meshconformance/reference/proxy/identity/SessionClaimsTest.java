package io.meshconformance.reference.proxy.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshconformance.reference.proxy.fault.Faults;
import io.meshconformance.reference.proxy.session.ProviderTokens;
import io.meshconformance.reference.proxy.session.UserSession;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionClaimsTest {
    private static final Map<String, List<Object>> EARLIER =
            Map.of("groups", List.of("engineers"), "team", List.of("red"));
    private static final Map<String, Object> SAID = Map.of("groups", List.of("sales"), "at", Map.of("floor", 3));

    private static Map<String, List<Object>> claims(String faults) {
        UserSession session = new UserSession(
                "1",
                "provider",
                "alice",
                EARLIER,
                new ProviderTokens("", Optional.empty(), Optional.empty()),
                Instant.MAX);
        return new SessionClaims(Faults.named(faults)).of(SAID, Optional.of(session));
    }

    @Test
    void theyAreThoseOfTheSignIn() {
        Map<String, List<Object>> said = Map.of("groups", List.of("sales"), "at/floor", List.of(3));
        assertEquals(said, claims(""));
        assertEquals(said, new SessionClaims(Faults.named("first-claims-stay")).of(SAID, Optional.empty()));
    }

    @Test
    void theFaultsKeepEarlierOnes() {
        assertEquals(EARLIER, claims("first-claims-stay"));
        assertEquals(
                Map.of("groups", List.of("sales"), "at/floor", List.of(3), "team", List.of("red")),
                claims("claims-are-added"));
    }
}

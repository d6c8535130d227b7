package io.meshconformance.reference.proxy.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reference.proxy.session.ProviderTokens;
import io.meshconformance.reference.proxy.session.UserSession;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessPolicyTest {
    private static final Shorthand NONE = new Shorthand(false, false, false, List.of(), List.of(), Map.of());
    private static final ProviderTokens NO_TOKENS = new ProviderTokens("", Optional.empty(), Optional.empty());
    private static final UserSession ALICE = new UserSession(
            "sid",
            "idp",
            "alice-id",
            Map.of("email", List.of("alice@example.com"), "groups", List.of("eng", "ops"), "role", List.of("admin")),
            NO_TOKENS,
            Instant.MAX);

    private static AccessDecision decide(String policy, Optional<UserSession> session) throws UnusablePolicy {
        return new PolicyDocument()
                .read(NONE, Optional.of(policy))
                .decide(new PolicyInput(session, "GET", "/a/b", "10.1.2.3", false), false);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    allow: {or: [{accept: true}]} | ALLOWED | ALLOWED
                    allow: {or: [{reject: true}]} | REFUSED | REFUSED
                    allow: {or: [{authenticated_user: true}]} | SIGN_IN | ALLOWED
                    allow: {and: [{domain: {is: example.com}}]} | SIGN_IN | ALLOWED
                    allow: {and: [{domain: {is: example.org}}]} | SIGN_IN | REFUSED
                    allow: {or: [{email: alice@example.com}]} | SIGN_IN | ALLOWED
                    allow: {or: [{email: {starts_with: bob}}]} | SIGN_IN | REFUSED
                    allow: {or: [{user: {in: [alice-id, bob-id]}}]} | SIGN_IN | ALLOWED
                    allow: {or: [{claim/groups: ops}]} | SIGN_IN | ALLOWED
                    allow: {or: [{claim/groups: {is: ops}}]} | SIGN_IN | REFUSED
                    allow: {or: [{claim/role: {is: admin}}]} | SIGN_IN | ALLOWED
                    allow: {or: [{claim/none: x}]} | SIGN_IN | REFUSED
                    allow: {or: [{http_method: GET}]} | ALLOWED | ALLOWED
                    allow: {or: [{http_method: {not_in: [GET]}}]} | REFUSED | REFUSED
                    allow: {or: [{http_path: {starts_with: /a/}}]} | ALLOWED | ALLOWED
                    allow: {or: [{source_ip: 10.0.0.0/8}]} | ALLOWED | ALLOWED
                    allow: {or: [{source_ip: [192.168.0.0/16, 10.1.2.4]}]} | REFUSED | REFUSED
                    allow: {not: [{email: bob@example.com}]} | SIGN_IN | ALLOWED
                    allow: {and: [{authenticated_user: true}, {http_method: POST}]} | SIGN_IN | REFUSED
                    allow: {or: [{accept: true}, {authenticated_user: true}]} | ALLOWED | ALLOWED
                    {allow: {or: [{accept: true}]}, deny: {or: [{email: alice@example.com}]}} | SIGN_IN | REFUSED
                    {allow: {or: [{authenticated_user: true}]}, deny: {or: [{http_path: /a/b}]}} | SIGN_IN | REFUSED
                    [{allow: {or: [{email: bob@example.com}]}}, {allow: {or: [{claim/groups: eng}]}}] | SIGN_IN | ALLOWED
                    {"allow":{"and":[{"cors_preflight":true}]}} | REFUSED | REFUSED
                    """)
    void decides(String policy, AccessDecision nobody, AccessDecision alice) throws UnusablePolicy {
        assertEquals(nobody, decide(policy, Optional.empty()), policy);
        assertEquals(alice, decide(policy, Optional.of(ALICE)), policy);
    }

    @Test
    void noRuleRefusesEverybodyWithoutRedirect() {
        AccessPolicy empty = new AccessPolicy(List.of());
        PolicyInput nobody = new PolicyInput(Optional.empty(), "GET", "/", "10.0.0.1", false);
        assertEquals(AccessDecision.REFUSED, empty.decide(nobody, false));
    }

    @Test
    void shorthandsAreAlternatives() throws UnusablePolicy {
        AccessPolicy policy = new PolicyDocument()
                .read(
                        new Shorthand(false, true, false, List.of("example.org"), List.of("alice-id"), Map.of()),
                        Optional.empty());
        assertEquals(
                AccessDecision.ALLOWED,
                policy.decide(new PolicyInput(Optional.of(ALICE), "GET", "/", "10.0.0.1", false), false));
        assertEquals(
                AccessDecision.ALLOWED,
                policy.decide(new PolicyInput(Optional.empty(), "OPTIONS", "/", "10.0.0.1", true), false));
    }

    @Test
    void denyLosesOnlyAsAFault() throws UnusablePolicy {
        AccessPolicy policy = new PolicyDocument()
                .read(NONE, Optional.of("{allow: {or: [{accept: true}]}, deny: {or: [{accept: true}]}}"));
        PolicyInput nobody = new PolicyInput(Optional.empty(), "GET", "/", "10.0.0.1", false);
        assertEquals(AccessDecision.REFUSED, policy.decide(nobody, false));
        assertEquals(AccessDecision.ALLOWED, policy.decide(nobody, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "allow: {or: [{device: {is: x}}]}",
                "allow: {or: [{groups: {has: x}}]}",
                "allow: {or: [{nonsense: x}]}",
                "permit: {or: [{accept: true}]}",
                "allow: {xor: [{accept: true}]}",
                "allow: {or: [{email: {resembles: x}}]}",
                "allow: {or: [{source_ip: 10.0.0.0/99}]}",
                "allow: {or: [{accept: true}, 5]}",
                "allow: {or: [[{email: alice@example.com}]]}",
                "{deny: {or: [{accept: true}]}, deny: {or: [{reject: true}]}}",
                "a: &a alice@example.com\nallow: {or: [{email: *a}]}",
                "allow: {or: [{email: *a}]}",
                "allow: {or: [{accept: true}]}\n---\ndeny: {or: [{accept: true}]}",
                "null",
                "allow: [unclosed",
                "just text"
            })
    void whatItCannotReadItRefusesByName(String policy) {
        UnusablePolicy refusal = assertThrows(UnusablePolicy.class, () -> decide(policy, Optional.empty()));
        assertTrue(String.valueOf(refusal.getMessage()).length() > 10);
    }
}

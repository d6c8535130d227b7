package io.meshconformance.reference.proxy.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meshconformance.badinput.BadInput;
import io.meshconformance.badinput.Survival;
import io.meshconformance.reference.proxy.session.ProviderTokens;
import io.meshconformance.reference.proxy.session.UserSession;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A policy, however it is written, is in force as it stands or is refused. */
class PolicyDocumentProperties {
    private static final Shorthand NONE = new Shorthand(false, false, false, List.of(), List.of(), Map.of());
    private static final ProviderTokens NO_TOKENS = new ProviderTokens("", Optional.empty(), Optional.empty());
    private static final UserSession ALICE = new UserSession(
            "sid", "idp", "alice-id", Map.of("email", List.of("alice@example.com")), NO_TOKENS, Instant.MAX);
    private static final String ALICE_ONLY = """
            allow:
              and:
                - email:
                    is: alice@example.com
                - claim/email: alice@example.com
              or:
                - domain: {ends_with: example.com}
                - user: {in: [alice-id, bob-id]}
            deny:
              or:
                - email: {ends_with: "@example.org"}
                - user: {in: [carol-id]}
            """;
    /** Its rules are about requests: damaged, it may well say that others are let in. */
    private static final String REQUESTS = """
            - allow:
                and: [{http_method: {not_in: [GET]}}, {accept: true}]
                nor: [{http_path: {starts_with: /private}}, {reject: true}]
            - deny:
                or: [{source_ip: [192.168.0.0/16, "::1"]}, {cors_preflight: true}]
                not: [{http_method: {is: POST}}]
            """;

    @Provide
    Arbitrary<String> documents() {
        return BadInput.like(
                ALICE_ONLY,
                "{\"allow\":{\"and\":[{\"authenticated_user\":true}]}}",
                "[{allow: {or: [{email: bob@example.com}]}}, {deny: {or: [{domain: example.org}]}}]");
    }

    @Provide
    Arbitrary<String> requests() {
        return BadInput.like(REQUESTS);
    }

    @Provide
    Arbitrary<String> ranges() {
        return Arbitraries.oneOf(BadInput.like("10.0.0.0/8", "::1/128", "fd00::/8", "10.1.2.3"), BadInput.texts());
    }

    /** What only a person who is signed in is allowed by, damage does not open to others. */
    @Property
    @Label("a damaged policy lets in no client that is not signed in")
    void documents(@ForAll("documents") String document) {
        read(document).ifPresent(policy -> {
            assertNotEquals(AccessDecision.ALLOWED, decide(policy, Optional.empty()), document);
            decide(policy, Optional.of(ALICE));
        });
    }

    @Property
    @Label("a damaged policy about requests is decided or refused")
    void requests(@ForAll("requests") String document) {
        read(document).ifPresent(policy -> {
            Survival.of(() -> decide(policy, Optional.empty()));
            Survival.of(() -> decide(policy, Optional.of(ALICE)));
        });
    }

    @Property
    @Label("whatever email a policy names, this user alone is let in")
    void anyEmail(@ForAll("texts") String email) {
        String document = JsonMapper.builder()
                .build()
                .createObjectNode()
                .set("allow", JsonMapper.builder().build().valueToTree(Map.of("or", List.of(Map.of("email", email)))))
                .toString();
        Optional<AccessPolicy> policy = read(document);
        assertTrue(policy.isPresent(), document);
        assertEquals(AccessDecision.REFUSED, decide(policy.get(), Optional.of(ALICE)));
        assertEquals(
                AccessDecision.ALLOWED,
                decide(
                        policy.get(),
                        Optional.of(new UserSession(
                                "sid", "idp", "other", Map.of("email", List.of(email)), NO_TOKENS, Instant.MAX))));
    }

    @Provide
    Arbitrary<String> texts() {
        // A policy is read as YAML, which refuses some characters of JSON, and reads two others as ends of lines.
        return BadInput.texts().map(text -> text.replaceAll("[^\\n -~\\x{a0}-\\x{d7ff}]|[\\x{2028}\\x{2029}]", "_"));
    }

    @Property
    @Label("a range of addresses holds its own first address, or is refused")
    void ranges(@ForAll("ranges") String text) {
        Survival.of(() -> AddressRange.read(text), UnusablePolicy.class)
                .ifPresent(range -> assertTrue(range.contains(text.split("/", 2)[0]), text));
    }

    private static Optional<AccessPolicy> read(String document) {
        return Survival.of(() -> new PolicyDocument().read(NONE, Optional.of(document)), UnusablePolicy.class);
    }

    private static AccessDecision decide(AccessPolicy policy, Optional<UserSession> session) {
        return policy.decide(new PolicyInput(session, "GET", "/a/b", "10.1.2.3", false), false);
    }
}

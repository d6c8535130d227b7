package io.meshconformance.harness.accesslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.badinput.BadInput;
import io.meshconformance.badinput.Survival;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Lines of a sidecar's access log, torn or forged: none is taken for more than it says. */
class AccessLogProperties {

    private static final String ID = "req-1";
    private static final String ENTRY = """
            {"method":"GET","path":"/a?b","response_code":403,"request_id":"req-1","upstream_host":"10.1.2.3:80",\
            "response_code_details":"rbac_access_denied_matched_policy[ns[here]-policy[deny]-rule[0]]",\
            "connection_termination_details":null,"downstream_peer":"spiffe://cluster.local/ns/a/sa/b",\
            "token_issuer":"https://issuer.test","token_audience":"a","token_subject":"s"}""";

    @Provide
    Arbitrary<String> entries() {
        return BadInput.like(ENTRY, ENTRY + ENTRY);
    }

    @Provide
    Arbitrary<String> details() {
        return Arbitraries.oneOf(
                BadInput.like(
                        "rbac_access_denied_matched_policy[ns[here]-policy[deny]-rule[0]]",
                        "rbac_access_denied_matched_policy[none]",
                        "jwt_authn_access_denied{Jwt_is_missing}",
                        "via_upstream"),
                BadInput.texts());
    }

    @Property
    @Label("a torn access log is read entry by entry")
    void sidecarLog(@ForAll("entries") String log) {
        List<String> lines = log.lines().toList();
        RequestLogs logs =
                Survival.of(() -> RequestLogs.join(lines, lines, Set.of(ID))).orElseThrow();
        logs.sidecar(ID).forEach(entry -> {
            Survival.of(entry::decision);
            Survival.of(entry::connectionDecision);
            Survival.of(() -> List.of(entry.details(), entry.cluster(), entry.sentNothingOn(), entry.upstream()));
            if (entry.token() != null) {
                assertNotEquals("", Objects.requireNonNullElse(entry.token().issuer(), ""), log);
            }
            // What is torn says nothing, and so proves nothing.
            assertTrue(!entry.sentNothingOn() || entry.fields().has("upstream_host"), log);
        });
        Survival.of(() -> RequestLogs.entries(lines));
    }

    @Property
    @Label("a decision is written as it was read")
    void decisions(@ForAll("details") String text) {
        Decision read = Survival.of(() -> Decision.of(text)).orElseThrow();
        assertEquals(read instanceof Decision.TokenRejected ? text.replace(' ', '_') : text, read.text());
        assertEquals(read, Decision.of(read.text()));
    }

    @Property
    @Label("a rule of a policy is read back from what the sidecar writes of it")
    void rules(@ForAll("policies") Decision.DeniedBy rule) {
        assertEquals(rule, Decision.of(rule.text()));
    }

    @Provide
    Arbitrary<Decision.DeniedBy> policies() {
        Arbitrary<String> names =
                Arbitraries.strings().withCharRange('a', 'z').withChars("-.0").ofMaxLength(20);
        return Combinators.combine(names, names, Arbitraries.integers().between(0, 999))
                .as(Decision.DeniedBy::new)
                .withoutEdgeCases();
    }
}

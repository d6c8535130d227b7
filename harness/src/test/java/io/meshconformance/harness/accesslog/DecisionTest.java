package io.meshconformance.harness.accesslog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meshconformance.harness.accesslog.Decision.DeniedBy;
import io.meshconformance.harness.accesslog.Decision.DeniedUnasked;
import io.meshconformance.harness.accesslog.Decision.Fixed;
import io.meshconformance.harness.accesslog.Decision.Other;
import io.meshconformance.harness.accesslog.Decision.TokenRejected;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts as Envoy writes them in its access log. */
class DecisionTest {

    @Test
    @DisplayName("the deciding rule of a policy is read with its namespace and name")
    void policy() {
        Decision decision = Decision.of("rbac_access_denied_matched_policy[ns[pol-001-x7]-policy[deny-one]-rule[2]]");

        assertEquals(new DeniedBy("pol-001-x7", "deny-one", 2), decision);
    }

    @Test
    @DisplayName("a rule whose authorizer cannot be asked is read with its provider")
    void unasked() {
        assertEquals(
                new DeniedUnasked("two-a", "pol-018-x7", "ask", 1),
                Decision.of("rbac_access_denied_matched_policy[istio-ext-authz-two-a-ns[pol-018-x7]-policy[ask]-rule[1]"
                        + "-deny-due-to-bad-CUSTOM-action]"));
    }

    @Test
    @DisplayName("the reason for which a token was refused is the same with blanks and with underscores")
    void token() {
        assertEquals(new TokenRejected("Jwt is expired"), Decision.of("jwt_authn_access_denied{Jwt_is_expired}"));
        assertEquals(
                new TokenRejected("Jwks doesn't have key to match kid or alg from Jwt"),
                Decision.of("jwt_authn_access_denied{Jwks_doesn't_have_key_to_match_kid_or_alg_from_Jwt}"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a decision without parameters is read from its text")
    void fixed(Fixed decision) {
        assertEquals(decision, Decision.of(decision.text()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "via_upstream",
                "-",
                "",
                "rbac_access_denied_matched_policy[none] and more",
                "rbac_access_denied_matched_policy[ns[a]-policy[b]]",
                "rbac_access_denied_matched_policy[ns[a]-policy[b]-rule[2147483648]]",
                "rbac_access_denied_matched_policy[ns[a]-policy[b]-rule[007]]",
                "jwt_authn_access_denied"
            })
    @DisplayName("what is no decision of these stays as it is written")
    void other(String text) {
        assertEquals(new Other(text), Decision.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rbac_access_denied_matched_policy[ns[istio-system]-policy[pol-005]-rule[0]]",
                "jwt_authn_access_denied{Audiences_in_Jwt_are_not_allowed}",
                "rbac_access_denied_matched_policy[istio-ext-authz-a-ns[b]-policy[c]-rule[0]-deny-due-to-bad-CUSTOM-action]",
                "ext_authz_denied",
                "via_upstream"
            })
    @DisplayName("a decision is shown as Envoy wrote it")
    void text(String text) {
        assertEquals(text, Decision.of(text).text());
    }

    @Test
    @DisplayName("a connection's decision is in its termination details, or else where a request's is")
    void connections() throws JsonProcessingException {
        String byFilter = "{\"method\":null,\"response_code_details\":null,"
                + "\"connection_termination_details\":\"rbac_access_denied_matched_policy[none]\"}";
        String byListener = "{\"method\":null,\"response_code_details\":\"filter_chain_not_found\","
                + "\"connection_termination_details\":null}";
        String request = "{\"method\":\"GET\",\"response_code_details\":\"rbac_access_denied_matched_policy[none]\"}";

        assertEquals(
                List.of(Optional.of(Fixed.NONE_ALLOWED), Optional.of(Fixed.NO_FILTER_CHAIN), Optional.empty()),
                List.of(onConnection(byFilter), onConnection(byListener), onConnection(request)));
    }

    private static Optional<Decision> onConnection(String line) throws JsonProcessingException {
        return new SidecarEntry(new JsonMapper().readTree(line)).connectionDecision();
    }
}

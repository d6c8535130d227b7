package io.meshconformance.harness.accesslog;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.meshconformance.evidence.TokenIdentity;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a sidecar's access log, in the format that the installation asks for.
 *
 * @param fields its fields; Envoy writes a hyphen, or null, for what it does not know
 */
public record SidecarEntry(JsonNode fields) {

    private static final String UPSTREAM = "upstream_host";

    /** The identity in the caller's certificate; null where it showed none. */
    public @Nullable String peer() {
        return text("downstream_peer");
    }

    /** The token that the sidecar verified, by Envoy's {@code jwt_authn} metadata; null where it verified none. */
    public @Nullable TokenIdentity token() {
        String issuer = text("token_issuer");
        String audience = text("token_audience");
        return issuer == null
                ? null
                : new TokenIdentity(issuer, text("token_subject"), audience == null ? List.of() : List.of(audience));
    }

    /** Envoy's response code details; empty where it states none. */
    public String details() {
        String details = text("response_code_details");
        return details == null ? "" : details;
    }

    /** Why the sidecar answered the request itself, if it did. */
    public Decision decision() {
        return Decision.of(details());
    }

    /**
     * Why a connection ended that never became a request: it has no method, and Envoy writes the reason into one of two
     * fields, by filter. Empty for a request.
     */
    Optional<Decision> connectionDecision() {
        if (!isConnection()) {
            return Optional.empty();
        }
        String termination = text("connection_termination_details");
        return Optional.of(Decision.of(termination == null ? details() : termination));
    }

    /** Whether it is of a connection that never became a request: such an entry has no method. */
    boolean isConnection() {
        return text("method") == null;
    }

    /** The host that the request was sent on to; empty where it was sent to none. */
    Optional<String> upstream() {
        return Optional.ofNullable(text(UPSTREAM));
    }

    /** Envoy's cluster by which the request was sent on, such as {@code inbound|8080||}; empty where it was not. */
    String cluster() {
        String cluster = text("upstream_cluster");
        return cluster == null ? "" : cluster;
    }

    /** Whether it says that the sidecar sent the request on to no host; what does not say so proves nothing. */
    public boolean sentNothingOn() {
        return fields.has(UPSTREAM) && text(UPSTREAM) == null;
    }

    /**
     * Whether its decision names a policy. Istio writes the one that matched as
     * {@code matched_policy[ns[x]-policy[y]-rule[0]]}, and {@code none} where no ALLOW policy did.
     */
    public boolean names(HasMetadata policy) {
        return decision() instanceof Decision.DeniedBy by
                && by.policy().equals(policy.getMetadata().getName())
                && by.namespace().equals(policy.getMetadata().getNamespace());
    }

    private @Nullable String text(String field) {
        String value = fields.path(field).asText("");
        return value.isEmpty() || value.equals("-") || value.equals("null") ? null : value;
    }
}

package io.meshconformance.reference.proxy.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.meshconformance.reference.proxy.policy.Shorthand;
import io.meshconformance.reference.proxy.policy.StrictYaml;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * An Ingress's annotations of our prefix (facts 3). An unknown one rejects the Ingress in the real controller's words;
 * one that the real controller knows and this proxy does not implement rejects it by name.
 */
record IngressAnnotations(String prefix, Map<String, String> values) {
    private static final Set<String> IMPLEMENTED = Set.of(
            "allow_any_authenticated_user",
            "allow_public_unauthenticated_access",
            "allow_websockets",
            "allowed_domains",
            "allowed_idp_claims",
            "allowed_users",
            "bearer_token_format",
            "cors_allow_preflight",
            "description",
            "host_rewrite",
            "host_rewrite_header",
            "logo_url",
            "name",
            "pass_identity_headers",
            "path_regex",
            "policy",
            "prefix_rewrite",
            "preserve_host_header",
            "remove_request_headers",
            "secure_upstream",
            "service_proxy_upstream",
            "set_request_headers",
            "set_request_headers_secret",
            "set_response_headers",
            "set_response_headers_secret",
            "subtle_allow_empty_host",
            "timeout",
            "tls_custom_ca_secret",
            "tls_server_name",
            "tls_skip_verify");
    private static final Set<String> KNOWN_ONLY = Set.of(
            "allow_spdy",
            "allow_upgrades",
            "circuit_breaker_thresholds",
            "depends_on",
            "enable_google_cloud_serverless_authentication",
            "health_checks",
            "healthy_panic_threshold",
            "host_path_regex_rewrite_pattern",
            "host_path_regex_rewrite_substitution",
            "identity_provider_secret",
            "idle_timeout",
            "idp_access_token_allowed_audiences",
            "kubernetes_service_account_token_secret",
            "load_balancing_policy",
            "mcp_client",
            "mcp_server",
            "mcp_server_authorization_server_url",
            "mcp_server_max_request_bytes",
            "mcp_server_path",
            "mcp_server_upstream_oauth2_auth_style",
            "mcp_server_upstream_oauth2_auth_url",
            "mcp_server_upstream_oauth2_authorization_url_params",
            "mcp_server_upstream_oauth2_scopes",
            "mcp_server_upstream_oauth2_secret",
            "mcp_server_upstream_oauth2_token_url",
            "outlier_detection",
            "regex_rewrite_pattern",
            "regex_rewrite_substitution",
            "rewrite_response_headers",
            "ssh_upstream",
            "tcp_upstream",
            "tls_client_secret",
            "tls_downstream_client_ca_secret",
            "udp_upstream",
            "upstream_tunnel",
            "upstream_tunnel_ssh_policy");

    static IngressAnnotations of(Ingress ingress, String prefix) throws Rejected {
        Map<String, String> ours = new TreeMap<>();
        Optional.ofNullable(ingress.getMetadata().getAnnotations())
                .orElse(Map.of())
                .forEach((name, value) -> {
                    if (name.startsWith(prefix + "/")) {
                        ours.put(name.substring(prefix.length() + 1), value);
                    }
                });
        for (String key : ours.keySet()) {
            if (key.equals("allowed_groups")) {
                throw new Rejected(prefix + "/allowed_groups no longer supported, see "
                        + "https://docs.pomerium.com/docs/overview/upgrading#idp-directory-sync");
            }
            if (KNOWN_ONLY.contains(key)) {
                throw new Rejected(prefix + "/" + key + " is not implemented by the reference proxy");
            }
            if (!IMPLEMENTED.contains(key)) {
                throw new Rejected("unknown " + prefix + "/" + key);
            }
        }
        return new IngressAnnotations(prefix, ours);
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** True only for {@code true}; the real controller refuses what is no boolean, and so do we. */
    boolean truth(String key) throws Rejected {
        return optionalTruth(key).orElse(false);
    }

    Optional<Boolean> optionalTruth(String key) throws Rejected {
        Optional<String> text = text(key);
        if (text.isPresent() && !Set.of("true", "false").contains(text.get())) {
            throw new Rejected(prefix + "/" + key + ": expected true or false, got \"" + text.get() + "\"");
        }
        return text.map(Boolean::valueOf);
    }

    /** Those that stand for simple rules. */
    Shorthand shorthand() throws Rejected {
        return new Shorthand(
                truth("allow_public_unauthenticated_access"),
                truth("cors_allow_preflight"),
                truth("allow_any_authenticated_user"),
                texts("allowed_domains"),
                texts("allowed_users"),
                lists("allowed_idp_claims"));
    }

    /** Whether a bearer token is taken for the provider's ID token; its access tokens are for another proxy. */
    boolean takesIdTokens() throws Rejected {
        String format = text("bearer_token_format").orElse("");
        return switch (format) {
            case "", "default" -> false;
            case "idp_identity_token" -> true;
            case "idp_access_token" ->
                throw new Rejected(
                        prefix + "/bearer_token_format: idp_access_token is not implemented by the reference proxy");
            default -> throw new Rejected("invalid value for enum field bearerTokenFormat: \"" + format + "\"");
        };
    }

    Optional<Duration> duration(String key) throws Rejected {
        Optional<String> text = text(key);
        return text.isPresent() ? Optional.of(Durations.read(key, text.get())) : Optional.empty();
    }

    List<String> texts(String key) throws Rejected {
        return whole(key, yaml(key, new TypeReference<List<String>>() {}, List.of()));
    }

    Map<String, String> map(String key) throws Rejected {
        Map<String, String> read = yaml(key, new TypeReference<Map<String, String>>() {}, Map.of());
        whole(key, read.values());
        return read;
    }

    Map<String, List<String>> lists(String key) throws Rejected {
        Map<String, List<String>> read = yaml(key, new TypeReference<Map<String, List<String>>>() {}, Map.of());
        for (List<String> texts : whole(key, read.values())) {
            whole(key, texts);
        }
        return read;
    }

    private <C extends Collection<?>> C whole(String key, C read) throws Rejected {
        if (read.stream().anyMatch(Objects::isNull)) {
            throw new Rejected(prefix + "/" + key + ": null is no value");
        }
        return read;
    }

    private <T> T yaml(String key, TypeReference<T> type, T unsaid) throws Rejected {
        String text = values.get(key);
        if (text == null) {
            return unsaid;
        }
        try {
            return StrictYaml.read(text, type);
        } catch (JsonProcessingException e) {
            throw new Rejected(prefix + "/" + key + ": " + e.getOriginalMessage(), e);
        }
    }
}

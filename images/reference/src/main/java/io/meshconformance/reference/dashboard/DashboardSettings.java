package io.meshconformance.reference.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the environment says, in Grafana's variables.
 *
 * @param port where HTTP is served
 * @param address the dashboard's own, as browsers have it
 * @param token sign-in by token, if it is on
 * @param header sign-in by header, if it is on
 * @param loginForm whether users may sign in with a password
 * @param admin the administrator's login
 * @param password the administrator's password; a secret
 * @param role what a new user may do: Viewer, Editor or Admin
 * @param afterSignOut where sign-out leads
 * @param logsRequests whether each request is logged
 */
record DashboardSettings(
        int port,
        URI address,
        Optional<TokenSettings> token,
        Optional<HeaderSettings> header,
        boolean loginForm,
        String admin,
        String password,
        String role,
        String afterSignOut,
        boolean logsRequests) {
    private static final Set<String> IMPLEMENTED = Set.of(
            "GF_AUTH_DISABLE_LOGIN_FORM",
            "GF_AUTH_JWT_AUTO_SIGN_UP",
            "GF_AUTH_JWT_CACHE_TTL",
            "GF_AUTH_JWT_EMAIL_CLAIM",
            "GF_AUTH_JWT_ENABLED",
            "GF_AUTH_JWT_EXPECT_CLAIMS",
            "GF_AUTH_JWT_HEADER_NAME",
            "GF_AUTH_JWT_JWK_SET_FILE",
            "GF_AUTH_JWT_JWK_SET_URL",
            "GF_AUTH_JWT_SKIP_ORG_ROLE_SYNC",
            "GF_AUTH_JWT_TLS_CLIENT_CA",
            "GF_AUTH_JWT_USERNAME_CLAIM",
            "GF_AUTH_PROXY_AUTO_SIGN_UP",
            "GF_AUTH_PROXY_ENABLED",
            "GF_AUTH_PROXY_HEADERS",
            "GF_AUTH_PROXY_HEADER_NAME",
            "GF_AUTH_PROXY_HEADER_PROPERTY",
            "GF_AUTH_SIGNOUT_REDIRECT_URL",
            "GF_SECURITY_ADMIN_PASSWORD",
            "GF_SECURITY_ADMIN_USER",
            "GF_SERVER_HTTP_PORT",
            "GF_SERVER_ROOT_URL",
            "GF_SERVER_ROUTER_LOGGING",
            "GF_USERS_AUTO_ASSIGN_ORG_ROLE");
    /** Change nothing that a scenario can see here: looks, logs, reports to the maker, folders, the database. */
    private static final List<String> WITHOUT_EFFECT = List.of(
            "GF_ANALYTICS_",
            "GF_DATABASE_",
            "GF_LOG_",
            "GF_NEWS_",
            "GF_PATHS_",
            "GF_PLUGINS_",
            "GF_SERVER_",
            "GF_UNIFIED_ALERTING_",
            "GF_USERS_ALLOW_SIGN_UP");

    /**
     * Reads the environment.
     *
     * @throws IllegalArgumentException naming a variable that is not implemented or not usable
     */
    static DashboardSettings read(Map<String, String> environment) {
        for (String name : environment.keySet()) {
            if (name.startsWith("GF_")
                    && !IMPLEMENTED.contains(name)
                    && WITHOUT_EFFECT.stream().noneMatch(name::startsWith)) {
                throw new IllegalArgumentException(name + " is not implemented by the reference dashboard");
            }
        }
        Variables variables = new Variables(environment);
        return new DashboardSettings(
                Integer.parseInt(variables.text("GF_SERVER_HTTP_PORT").orElse("3000")),
                address(variables.text("GF_SERVER_ROOT_URL").orElse("http://localhost:3000/")),
                variables.truth("GF_AUTH_JWT_ENABLED", false) ? Optional.of(token(variables)) : Optional.empty(),
                variables.truth("GF_AUTH_PROXY_ENABLED", false) ? Optional.of(header(variables)) : Optional.empty(),
                !variables.truth("GF_AUTH_DISABLE_LOGIN_FORM", false),
                variables.text("GF_SECURITY_ADMIN_USER").orElse("admin"),
                variables.text("GF_SECURITY_ADMIN_PASSWORD").orElse("admin"),
                variables.text("GF_USERS_AUTO_ASSIGN_ORG_ROLE").orElse("Viewer"),
                variables.text("GF_AUTH_SIGNOUT_REDIRECT_URL").orElse("/login"),
                variables.truth("GF_SERVER_ROUTER_LOGGING", false));
    }

    private record Variables(Map<String, String> environment) {
        Optional<String> text(String name) {
            return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
        }

        boolean truth(String name, boolean otherwise) {
            return text(name)
                    .map(value -> switch (value) {
                        case "true" -> true;
                        case "false" -> false;
                        default -> throw new IllegalArgumentException(name + ": expected true or false");
                    })
                    .orElse(otherwise);
        }
    }

    private static URI address(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("GF_SERVER_ROOT_URL is no address", e);
        }
    }

    private static TokenSettings token(Variables variables) {
        TokenSettings settings = new TokenSettings(
                variables
                        .text("GF_AUTH_JWT_HEADER_NAME")
                        .orElseThrow(() -> new IllegalArgumentException("GF_AUTH_JWT_HEADER_NAME is required")),
                variables.text("GF_AUTH_JWT_EMAIL_CLAIM"),
                variables.text("GF_AUTH_JWT_USERNAME_CLAIM"),
                variables.text("GF_AUTH_JWT_JWK_SET_URL"),
                variables.text("GF_AUTH_JWT_JWK_SET_FILE"),
                variables.text("GF_AUTH_JWT_TLS_CLIENT_CA"),
                claims(variables.text("GF_AUTH_JWT_EXPECT_CLAIMS").orElse("{}")),
                variables.truth("GF_AUTH_JWT_AUTO_SIGN_UP", false),
                !variables.truth("GF_AUTH_JWT_SKIP_ORG_ROLE_SYNC", false));
        if (settings.keySetUrl().isPresent() == settings.keySetFile().isPresent()) {
            throw new IllegalArgumentException(
                    "exactly one of GF_AUTH_JWT_JWK_SET_URL and GF_AUTH_JWT_JWK_SET_FILE must be set");
        }
        return settings;
    }

    private static HeaderSettings header(Variables variables) {
        String property = variables.text("GF_AUTH_PROXY_HEADER_PROPERTY").orElse("username");
        if (!Set.of("username", "email").contains(property)) {
            throw new IllegalArgumentException("GF_AUTH_PROXY_HEADER_PROPERTY: expected username or email");
        }
        Map<String, String> more = new HashMap<>();
        for (String pair : variables.text("GF_AUTH_PROXY_HEADERS").orElse("").split("[ ,]+")) {
            int colon = pair.indexOf(':');
            if (colon > 0) {
                more.put(pair.substring(0, colon), pair.substring(colon + 1));
            }
        }
        if (!Set.of("Name", "Email", "Role").containsAll(more.keySet())) {
            throw new IllegalArgumentException("GF_AUTH_PROXY_HEADERS: only Name, Email and Role are implemented");
        }
        return new HeaderSettings(
                variables.text("GF_AUTH_PROXY_HEADER_NAME").orElse("X-WEBAUTH-USER"),
                property.equals("email"),
                more,
                variables.truth("GF_AUTH_PROXY_AUTO_SIGN_UP", true));
    }

    private static Map<String, Object> claims(String json) {
        try {
            return new ObjectMapper().readValue(json, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("GF_AUTH_JWT_EXPECT_CLAIMS is no JSON object", e);
        }
    }

    @Override
    public String toString() {
        return "DashboardSettings[" + port + "]";
    }
}

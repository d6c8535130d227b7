package io.meshconformance.reference.dashboard;

import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the user of a request: by password, by token, by header, in this order. May block. */
final class Recognition {
    /** Any other role is ignored (pkg/services/org/model.go, RoleType.IsValid). */
    private static final Set<String> ROLES = Set.of("None", "Viewer", "Editor", DashboardUser.ADMIN);

    private static final SignedIn SIGN_UP_IS_OFF = SignedIn.refused("Sign up is disabled");

    private final DashboardSettings settings;
    private final Set<DashboardFault> faults;
    private final Users users;
    private final Optional<TokenCheck> tokens;

    Recognition(DashboardSettings settings, Set<DashboardFault> faults, Users users, Optional<TokenCheck> tokens) {
        this.settings = settings;
        this.faults = Set.copyOf(faults);
        this.users = users;
        this.tokens = tokens;
    }

    SignedIn recognise(MultiMap headers) {
        Optional<String> basic =
                Optional.ofNullable(headers.get("authorization")).filter(value -> value.startsWith("Basic "));
        if (basic.isPresent()) {
            return administrator(basic.get().substring("Basic ".length()));
        }
        Optional<String> token = settings.token()
                .map(TokenSettings::header)
                .map(headers::get)
                .filter(value -> !value.isEmpty() && !faults.contains(DashboardFault.IGNORES_TOKEN));
        if (token.isPresent()) {
            return byToken(settings.token().orElseThrow(), token.get());
        }
        return settings.header()
                .filter(header -> headers.contains(header.header()))
                .map(header -> byHeader(header, headers))
                .orElse(SignedIn.refused(""));
    }

    private SignedIn administrator(String encoded) {
        String expected = settings.admin() + ":" + settings.password();
        String genuine = Base64.getEncoder().encodeToString(expected.getBytes(StandardCharsets.UTF_8));
        return encoded.equals(genuine)
                ? SignedIn.as(users.all().get(0), "")
                : SignedIn.refused("Invalid username or password");
    }

    private SignedIn byToken(TokenSettings token, String value) {
        Optional<Map<String, Object>> claims = tokens.orElseThrow().claims(value);
        if (claims.isEmpty()) {
            return SignedIn.refused("Failed to verify JWT");
        }
        String email = text(claims.get(), token.emailClaim());
        String login = text(claims.get(), token.usernameClaim());
        if (email.isEmpty() && login.isEmpty()) {
            return SignedIn.refused("Missing mandatory claim in JWT");
        }
        String name = text(claims.get(), Optional.of("name"));
        return known(login.isEmpty() ? email : login, email, name, settings.role(), token.signsUp())
                .map(user -> inRole(user, tokenRole(token), "JWT"))
                .orElse(SIGN_UP_IS_OFF);
    }

    /**
     * A token without a role is as good as one with the default's (pkg/services/authn/clients/jwt.go, SyncOrgRoles;
     * pkg/login/social/connectors/org_role_mapper.go).
     */
    private Optional<String> tokenRole(TokenSettings token) {
        boolean syncs = token.syncsRoles() || faults.contains(DashboardFault.ALWAYS_SYNCS_ROLES);
        return syncs ? Optional.of(settings.role()) : Optional.empty();
    }

    private SignedIn byHeader(HeaderSettings header, MultiMap headers) {
        String value = headers.get(header.header());
        if (value.isEmpty()) {
            return SignedIn.refused("");
        }
        String email =
                header.isEmail() ? value : extra(header, headers, "Email").orElse("");
        String name = extra(header, headers, "Name").orElse("");
        Optional<String> role = extra(header, headers, "Role").filter(ROLES::contains);
        return known(value, email, name, role.orElse(settings.role()), header.signsUp())
                .map(user -> inRole(user, role, "Auth Proxy"))
                .orElse(SIGN_UP_IS_OFF);
    }

    private Optional<DashboardUser> known(String login, String email, String name, String role, boolean signsUp) {
        boolean mayAdd = signsUp || faults.contains(DashboardFault.ALWAYS_SIGNS_UP);
        if (faults.contains(DashboardFault.ONE_USER_FOR_ALL) && users.all().size() > 1) {
            return Optional.of(users.all().get(1));
        }
        return users.find(login, email)
                .or(() -> mayAdd ? Optional.of(users.add(login, email, name, role)) : Optional.empty());
    }

    private SignedIn inRole(DashboardUser user, Optional<String> role, String way) {
        Optional<String> given =
                faults.contains(DashboardFault.EVERY_USER_IS_ADMIN) ? Optional.of(DashboardUser.ADMIN) : role;
        return given.map(one -> users.sync(user, one))
                .orElse(Optional.of(user))
                .map(synced -> SignedIn.as(synced, way))
                .orElse(SignedIn.refused("Unauthorized"));
    }

    private static Optional<String> extra(HeaderSettings header, MultiMap headers, String property) {
        return Optional.ofNullable(header.more().get(property))
                .map(headers::get)
                .filter(value -> !value.isEmpty());
    }

    private static String text(Map<String, Object> claims, Optional<String> claim) {
        return claim.map(claims::get)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .orElse("");
    }
}

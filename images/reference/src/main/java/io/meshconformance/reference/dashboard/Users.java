package io.meshconformance.reference.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The users known, in memory. Safe for several threads. */
final class Users {
    private final List<DashboardUser> users = new ArrayList<>();

    Users(String admin) {
        users.add(new DashboardUser(1, admin, "admin@localhost", "", DashboardUser.ADMIN));
    }

    synchronized List<DashboardUser> all() {
        return List.copyOf(users);
    }

    /** The user of that login or address, in any case of letters. */
    synchronized Optional<DashboardUser> find(String login, String email) {
        return users.stream()
                .filter(user -> !login.isEmpty() && user.login().equalsIgnoreCase(login)
                        || !email.isEmpty() && user.email().equalsIgnoreCase(email))
                .findFirst();
    }

    synchronized DashboardUser add(String login, String email, String name, String role) {
        return find(login, email).orElseGet(() -> {
            DashboardUser user = new DashboardUser(users.size() + 1L, login, email, name, role);
            users.add(user);
            return user;
        });
    }

    /**
     * Gives a user the role that came with a sign-in, as Grafana does at each of them
     * (pkg/services/authn/authnimpl/sync/org_sync.go, SyncOrgRolesHook).
     *
     * @return the user with that role; absent where it would take Admin from the last one who has it, which Grafana
     *     refuses (org.ErrLastOrgAdmin), and the sign-in with it (grafana/grafana#73866)
     */
    synchronized Optional<DashboardUser> sync(DashboardUser user, String role) {
        if (user.isAdmin()
                && !role.equals(DashboardUser.ADMIN)
                && users.stream().filter(DashboardUser::isAdmin).count() == 1) {
            return Optional.empty();
        }
        DashboardUser synced = user.as(role);
        users.replaceAll(one -> one.id() == user.id() ? synced : one);
        return Optional.of(synced);
    }
}

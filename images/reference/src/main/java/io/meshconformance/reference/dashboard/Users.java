package io.meshconformance.reference.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The users known, in memory. Safe for several threads. */
final class Users {
    private final List<User> users = new ArrayList<>();

    Users(String admin) {
        users.add(new User(1, admin, "admin@localhost", "", User.ADMIN));
    }

    synchronized List<User> all() {
        return List.copyOf(users);
    }

    /** The user of that login or address, in any case of letters. */
    synchronized Optional<User> find(String login, String email) {
        return users.stream()
                .filter(user -> !login.isEmpty() && user.login().equalsIgnoreCase(login)
                        || !email.isEmpty() && user.email().equalsIgnoreCase(email))
                .findFirst();
    }

    synchronized User add(String login, String email, String name, String role) {
        return find(login, email).orElseGet(() -> {
            User user = new User(users.size() + 1L, login, email, name, role);
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
    synchronized Optional<User> sync(User user, String role) {
        if (user.isAdmin()
                && !role.equals(User.ADMIN)
                && users.stream().filter(User::isAdmin).count() == 1) {
            return Optional.empty();
        }
        User synced = user.as(role);
        users.replaceAll(one -> one.id() == user.id() ? synced : one);
        return Optional.of(synced);
    }
}

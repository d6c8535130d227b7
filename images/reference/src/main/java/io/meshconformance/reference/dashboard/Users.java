package io.meshconformance.reference.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The users known, in memory. Safe for several threads. */
final class Users {
    private final List<User> users = new ArrayList<>();

    Users(String admin) {
        users.add(new User(1, admin, "admin@localhost", "", "Admin"));
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
}

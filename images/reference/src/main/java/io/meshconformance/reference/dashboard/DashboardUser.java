package io.meshconformance.reference.dashboard;

/**
 * One user.
 *
 * @param id counted from 1, the administrator
 * @param login unique
 * @param email may be empty
 * @param name for display
 * @param role Viewer, Editor or Admin
 */
record DashboardUser(long id, String login, String email, String name, String role) {
    static final String ADMIN = "Admin";

    boolean isAdmin() {
        return role.equals(ADMIN);
    }

    DashboardUser as(String other) {
        return new DashboardUser(id, login, email, name, other);
    }
}

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
record User(long id, String login, String email, String name, String role) {}

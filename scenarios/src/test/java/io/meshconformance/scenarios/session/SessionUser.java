package io.meshconformance.scenarios.session;

import io.meshconformance.harness.identity.User;

/** A user of these scenarios alone: what a proxy keeps of a user may outlast the sessions. */
final class SessionUser {

    static final User ERIN = User.of("erin", "erin@example.com");

    private SessionUser() {}
}

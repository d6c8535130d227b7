package io.meshconformance.reference.dashboard;

import java.util.Optional;

/**
 * The user of a request, or why it has none.
 *
 * @param user present when the user is known
 * @param way how: JWT, Auth Proxy or empty for a password
 * @param refusal what is wrong with the credential that came; empty when none came
 */
record SignedIn(Optional<DashboardUser> user, String way, String refusal) {
    static SignedIn as(DashboardUser user, String way) {
        return new SignedIn(Optional.of(user), way, "");
    }

    static SignedIn refused(String why) {
        return new SignedIn(Optional.empty(), "", why);
    }
}

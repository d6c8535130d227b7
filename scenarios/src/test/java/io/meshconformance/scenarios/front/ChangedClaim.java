package io.meshconformance.scenarios.front;

import io.meshconformance.harness.identity.User;
import java.util.List;
import java.util.Map;

/** What the provider says of a user at a later sign-in, on a route that what it said before opened. */
enum ChangedClaim {
    ANOTHER_GROUP(
            "claim",
            "who is in another group now",
            carol("carol").in("engineers"),
            carol("carol").in("sales")),
    NO_GROUPS(
            "claim", "whose groups the provider no longer names", carol("carla").in("engineers"), carol("carla")),
    EMPTY_GROUPS(
            "claim",
            "whose list of groups is empty now",
            carol("carlo").in("engineers"),
            new User("carlo", "carlo@example.com", List.of(), Map.of("groups", List.of()))),
    ANOTHER_DOMAIN(
            "domain",
            "whose address is in another domain now",
            carol("carmen"),
            User.of("carmen", "carmen@elsewhere.test")),
    NOW_DENIED("deny", "who has a denied address now", carol("carter"), User.of("carter", "bob@example.com"));

    private final String route;
    private final String sentence;
    private final User before;
    private final User after;

    ChangedClaim(String route, String sentence, User before, User after) {
        this.route = route;
        this.sentence = sentence;
        this.before = before;
        this.after = after;
    }

    /** What the manifest's route for it is called. */
    String route() {
        return route;
    }

    /** The user as the route admits them. */
    User before() {
        return before;
    }

    /** The same subject as the route has to refuse them. */
    User after() {
        return after;
    }

    @Override
    public String toString() {
        return sentence;
    }

    /** A subject that no other scenario signs in: a proxy may keep what it heard of one. */
    private static User carol(String subject) {
        return User.of(subject, subject + "@example.com");
    }
}

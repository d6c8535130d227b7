package io.meshconformance.harness.grafana;

import static io.meshconformance.harness.expect.Expectations.answeredBy;
import static io.meshconformance.harness.expect.Expectations.json;
import static io.meshconformance.harness.expect.Expectations.jsonHas;
import static io.meshconformance.harness.expect.Expectations.noHeader;
import static io.meshconformance.harness.expect.Expectations.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshconformance.evidence.Answerer;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.identity.User;
import io.meshconformance.harness.wait.Observation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.StreamSupport;

/**
 * What the dashboard says by its own API about its user. In every scenario a user's login is their address. Paths and
 * fields are Grafana's HTTP API, "User API" and "Organization API"; only statuses and users are judged, never words.
 */
public final class Dashboard {

    /** Where it names the user that asks. */
    public static final String WHO_AM_I = "/api/user";

    /** Where it lists its users and their roles for an administrator. */
    public static final String MEMBERS = "/api/org/users";

    /** Where its login form sends name and password. */
    public static final String LOGIN = "/login";

    /** Where its pages open the WebSocket of Grafana Live. */
    public static final String LIVE = "/api/live/ws";

    private Dashboard() {}

    /** Asked {@link #WHO_AM_I}, it names this user. */
    public static Expectation knows(User user) {
        return status(200)
                .and(json("/login", user.email()))
                .and(answeredBy(Answerer.APPLICATION))
                .called("the dashboard knows " + user.subject());
    }

    /**
     * Asked {@link #WHO_AM_I}, it says by which way it learnt of the user.
     *
     * @param way such as JWT, in the words of the dashboard's {@code authLabels}
     */
    public static Expectation learntBy(String way) {
        return json(
                "/authLabels",
                "names " + way,
                labels -> StreamSupport.stream(labels.spliterator(), false)
                        .anyMatch(label -> label.asText().equals(way)));
    }

    /** The dashboard itself, and no hop before it, says that it knows no user by this request. */
    public static Expectation knowsNobody() {
        return status(401).and(answeredBy(Answerer.APPLICATION)).called("the dashboard knows no user");
    }

    /**
     * Asked for its {@link #MEMBERS}, it lists this user with this role.
     *
     * @param user the user
     * @param role Viewer, Editor or Admin
     */
    public static Expectation lists(User user, String role) {
        return json(
                "",
                "lists " + user.subject() + " as " + role,
                members -> StreamSupport.stream(members.spliterator(), false)
                        .anyMatch(member -> is(member, "login", user.email()) && is(member, "role", role)));
    }

    /** Asked for its {@link #MEMBERS}, it lists some, and this user is not among them. */
    public static Expectation doesNotList(User user) {
        return json(
                "",
                "lists no " + user.subject(),
                members -> !members.isEmpty()
                        && StreamSupport.stream(members.spliterator(), false)
                                .noneMatch(member -> is(member, "login", user.email())));
    }

    /**
     * Asked to log in by name and password, it declines in JSON and hands out no cookie: 401 by the page itself, or 400 by
     * its authentication, which knows no such way any more ({@code pkg/services/authn}).
     */
    public static Expectation opensNoSession() {
        return answeredBy(Answerer.APPLICATION)
                .and(noHeader("Set-Cookie"))
                .and(Expectation.that(
                        "400 or 401",
                        exchange -> exchange.response()
                                .map(response -> new Observation(
                                        response.status() == 400 || response.status() == 401,
                                        "status " + response.status()))
                                .orElse(Observation.notYet(""))))
                .and(jsonHas("/message"))
                .called("the dashboard's login form is off");
    }

    /** Asked for {@link #LIVE} by a page of an origin that is not its own, it refuses ({@code pkg/services/live/live.go}). */
    public static Expectation refusesOrigin() {
        return status(403).and(answeredBy(Answerer.APPLICATION)).called("the dashboard refuses the page's origin");
    }

    /**
     * The value of the header Authorization by which a user shows their password.
     *
     * @param user the user
     * @param password their password
     */
    public static String basic(User user, String password) {
        String both = user.email() + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean is(JsonNode member, String field, String value) {
        return member.path(field).asText().equals(value);
    }
}

package io.meshconformance.harness.pomerium;

import io.meshconformance.harness.client.Session;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.http.Url;
import io.meshconformance.harness.identity.User;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a program without a browser of its own signs a user in: it asks the route for an address, a browser walks it,
 * and the way ends at the program's own address with a token (Pomerium, {@code /.pomerium/api/v1/login}).
 */
public final class ProgrammaticLogin {

    /** Where the program waits: on its own machine, which the suite cannot reach. The token is in the address itself. */
    public static final String HERE = "http://localhost:1/";

    private static final Pattern TOKEN =
            Pattern.compile(Pattern.quote(HERE) + "\\?(?:.*&)?pomerium_jwt=([^&]+)(?:&.*)?");

    /** A way may break off on a machine that has too much to do. */
    private static final int MOST_ATTEMPTS = 3;

    private ProgrammaticLogin() {}

    /**
     * Where a program asks for the address that a browser is to walk.
     *
     * @param route the route's URL, without a path of its own
     * @param target where the program waits for the token
     */
    public static String address(String route, String target) {
        return Url.parse(route).origin() + "/.pomerium/api/v1/login?pomerium_redirect_uri="
                + URLEncoder.encode(target, StandardCharsets.UTF_8);
    }

    /**
     * Signs a user in for a program.
     *
     * @param browser walks the way
     * @param user the user
     * @param route the route's URL
     * @return the token that the program is handed
     * @throws AssertionError when the way ends without one
     */
    public static String token(Session browser, User user, String route) {
        String ended = "nowhere";
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            Exchange offered = browser.get(address(route, HERE));
            if (offered.response().filter(answer -> answer.status() == 200).isPresent()) {
                Exchange last =
                        browser.signInJourney(user, offered.body().strip()).last();
                Matcher token = TOKEN.matcher(last.request().url().toString());
                if (token.matches()) {
                    return token.group(1);
                }
                offered = last;
            }
            ended = "at " + offered.request().url().path() + " with "
                    + offered.answer().summary();
        }
        throw new AssertionError("A program's sign-in ended without a token, " + ended);
    }
}

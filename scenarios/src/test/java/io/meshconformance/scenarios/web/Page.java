package io.meshconformance.scenarios.web;

import static io.meshconformance.harness.expect.Expectations.header;

import io.meshconformance.harness.client.PodClient;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.http.Exchange;

/**
 * The frontend's page, asked for by a user outside the mesh; a session is the access token that its cookie holds.
 *
 * @param user sends the user's requests
 * @param url the page's URL
 */
record Page(PodClient user, String url) {

    /** The frontend's own mark: whatever it shows, it was asked. */
    static Expectation isShown() {
        return header("x-page", "web-frontend").called("on the frontend's page");
    }

    Exchange signedOut() {
        return user.get(url);
    }

    Exchange with(String token) {
        return user.get(url, "Cookie", "access_token=" + token);
    }
}

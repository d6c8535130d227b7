package io.meshconformance.scenarios.web;

import static io.meshconformance.harness.expect.Expectations.header;

import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.identity.TokenClaims;
import io.meshconformance.harness.scene.Stage;

/** The frontend's page, asked for by a user outside the mesh; a session is the access token that its cookie holds. */
record Page(Stage stage) {

    /** The frontend's own mark: whatever it shows, it was asked. */
    static Expectation isShown() {
        return header("x-page", "web-frontend").called("on the frontend's page");
    }

    Exchange signedOut() {
        return stage.outside().get(url());
    }

    Exchange signedIn() {
        return with(stage.mint().valid(claims()));
    }

    Exchange with(String token) {
        return stage.outside().get(url(), "Cookie", "access_token=" + token);
    }

    TokenClaims claims() {
        return TokenClaims.of(stage.issuer(), "alice", stage.audience());
    }

    private String url() {
        return stage.serviceUrl("web-frontend", "/");
    }
}

package io.meshconformance.scenarios.web;

import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.Attribution;
import io.meshconformance.harness.client.PodClient;
import io.meshconformance.harness.expect.Expectation;
import io.meshconformance.harness.http.Exchange;
import io.meshconformance.harness.wait.Observation;

/**
 * The frontend's page, asked for by a user outside the mesh; a session is the access token that its cookie holds.
 *
 * @param user sends the user's requests
 * @param url the page's URL
 */
record Page(PodClient user, String url) {

    /** The frontend answered by itself, and what it shows is that the mesh refused it the customers. */
    static Expectation of(Expectation refusal) {
        return Expectation.that("on the frontend's page: " + refusal.sentence(), exchange -> {
            Attribution by = exchange.attribution();
            boolean relayed = by.answerer() == Answerer.APPLICATION && by.relays() == Answerer.MESH;
            boolean said = refusal.judge(exchange.attributedTo(new Attribution(Answerer.MESH, by.mark())))
                    .held();
            return new Observation(relayed && said, relayed ? "" : "answered by " + by);
        });
    }

    Exchange signedOut() {
        return user.get(url);
    }

    Exchange with(String token) {
        return user.get(url, "Cookie", "access_token=" + token);
    }
}

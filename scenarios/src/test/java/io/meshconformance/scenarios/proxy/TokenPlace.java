package io.meshconformance.scenarios.proxy;

import io.meshconformance.harness.http.Request;
import java.util.function.BiFunction;

/** Where a program can put the token of its sign-in. */
enum TokenPlace {
    SCHEME("Authorization: Pomerium", (url, token) -> Request.get(url).with("Authorization", "Pomerium " + token)),
    BEARER("Authorization: Bearer Pomerium-", (url, token) -> Request.get(url).bearing("Pomerium-" + token)),
    HEADER("X-Pomerium-Authorization", (url, token) -> Request.get(url).with("X-Pomerium-Authorization", token)),
    QUERY("?pomerium_session=", (url, token) -> Request.get(url + "?pomerium_session=" + token));

    private final String words;
    private final BiFunction<String, String, Request> request;

    TokenPlace(String words, BiFunction<String, String, Request> request) {
        this.words = words;
        this.request = request;
    }

    /** A request for this URL with the token there. */
    Request request(String url, String token) {
        return request.apply(url, token);
    }

    @Override
    public String toString() {
        return words;
    }
}

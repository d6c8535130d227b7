package io.meshconformance.harness.browser;

import com.microsoft.playwright.options.HttpHeader;
import com.microsoft.playwright.options.Timing;
import io.meshconformance.harness.http.Answer;
import io.meshconformance.harness.http.Failure;
import io.meshconformance.harness.http.Header;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.http.Url;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One request of a navigation with its answer; each redirect is a request of its own.
 *
 * @param request as it was sent
 * @param answer what came
 * @param startedAt when it was sent
 * @param took until the answer was complete
 */
record NavigationStep(Request request, Answer answer, Instant startedAt, Duration took) {

    /** One that was answered. Once it is, the headers are known as they went over the wire. */
    static NavigationStep answered(com.microsoft.playwright.Response response, String body) {
        com.microsoft.playwright.Request asked = response.request();
        Timing timing = asked.timing();
        return new NavigationStep(
                request(asked, headers(asked.headersArray())),
                new Response(response.status(), headers(response.headersArray()), body),
                Instant.ofEpochMilli(Math.round(timing.startTime)),
                Duration.ofMillis(Math.round(Math.max(0, Math.max(timing.responseStart, timing.responseEnd)))));
    }

    /** One that was not answered, with the headers that the browser meant to send. */
    static NavigationStep failed(com.microsoft.playwright.Request asked, Failure failure, Instant startedAt) {
        Headers headers = Headers.none();
        for (Map.Entry<String, String> line : asked.headers().entrySet()) {
            headers = headers.with(line.getKey(), line.getValue());
        }
        return new NavigationStep(
                request(asked, headers), failure, startedAt, Duration.between(startedAt, Instant.now()));
    }

    /** One for which no request was made. */
    static NavigationStep none(String url, Failure failure) {
        return new NavigationStep(Request.get(url), failure, Instant.now(), Duration.ZERO);
    }

    private static Request request(com.microsoft.playwright.Request asked, Headers headers) {
        return new Request(asked.method(), Url.parse(asked.url()), headers, asked.postData());
    }

    /** HTTP/2's pseudo headers are in the request line and the status. */
    private static Headers headers(List<HttpHeader> told) {
        return new Headers(told.stream()
                .filter(line -> !line.name.startsWith(":"))
                .map(line -> new Header(line.name, line.value))
                .toList());
    }
}

package io.meshconformance.reference.dashboard;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * One line for a request that was answered, in Grafana's words and fields ({@code pkg/middleware/loggermw}): for each
 * where router logging is on, and else for those that were neither 200 nor 304.
 *
 * @param all whether router logging is on
 * @param log takes lines
 * @param next answers
 */
record RequestLog(boolean all, Consumer<String> log, Handler<HttpServerRequest> next)
        implements Handler<HttpServerRequest> {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    @Override
    public void handle(HttpServerRequest request) {
        request.response().endHandler(ended -> {
            int status = request.response().getStatusCode();
            if (all || status != OK && status != NOT_MODIFIED) {
                log.accept("msg=\"Request Completed\" method=%s path=%s status=%d referer=%s"
                        .formatted(
                                request.method(),
                                request.path(),
                                status,
                                request.headers().get("referer")));
            }
        });
        next.handle(request);
    }
}

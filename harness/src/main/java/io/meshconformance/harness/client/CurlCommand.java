package io.meshconformance.harness.client;

import io.meshconformance.harness.http.Header;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Url;
import io.meshconformance.harness.wait.Timeouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The arguments with which curl makes exactly the request it is given: nothing normalised, followed, reused or added. */
final class CurlCommand {

    /** Written to standard error after the transfer: a transcript without it is cut short. */
    static final String END_MARK = "conformance-end";

    private static final String TRAILER = "%{stderr}\\n" + END_MARK + " %{http_code} %{size_download}\\n%{certs}";

    private CurlCommand() {}

    static List<String> of(Request request, List<String> options, Timeouts timeouts) {
        List<String> command = new ArrayList<>(List.of(
                "curl",
                "--silent",
                "--show-error",
                "--verbose",
                "--http1.1",
                "--path-as-is",
                "--globoff",
                "--noproxy",
                "*",
                "--connect-timeout",
                seconds(timeouts.connect()),
                "--max-time",
                seconds(timeouts.request()),
                "--write-out",
                TRAILER));
        command.addAll(options);
        if (request.method().equals("HEAD")) {
            // Its headers would come on standard output, where a body is looked for.
            command.addAll(List.of("--head", "--output", "/dev/null"));
        } else {
            command.addAll(List.of("--request", request.method()));
        }
        if (!request.headers().has("accept")) {
            command.addAll(List.of("--header", "Accept:"));
        }
        for (Header line : request.headers().lines()) {
            command.addAll(List.of("--header", argument(line)));
        }
        String body = request.body();
        if (body != null) {
            command.addAll(List.of("--data-raw", body));
        }
        // Of an address curl sends neither a fragment nor any other form of target.
        Url url = request.url();
        command.addAll(List.of("--request-target", url.target(), "--url", url.origin()));
        return List.copyOf(command);
    }

    /** A name with a colon and nothing behind it would remove the header; with a semicolon it is sent empty. */
    private static String argument(Header line) {
        return line.value().isEmpty() ? line.name() + ";" : line.name() + ": " + line.value();
    }

    private static String seconds(Duration limit) {
        return String.format(Locale.ROOT, "%.3f", limit.toMillis() / 1000.0);
    }
}

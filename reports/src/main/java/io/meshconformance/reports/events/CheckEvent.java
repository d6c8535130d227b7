package io.meshconformance.reports.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.meshconformance.reports.model.Exchange;
import io.meshconformance.reports.model.Expectation;
import io.meshconformance.reports.model.Hop;
import io.meshconformance.reports.model.Policy;
import io.meshconformance.reports.model.Screenshot;
import io.meshconformance.reports.model.Severity;
import io.meshconformance.reports.model.Timings;
import io.meshconformance.reports.model.Token;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code check.json}, published by a check.
 *
 * @param severity what its failure does, failure where not said
 * @param expectations in the order they were asserted
 * @param exchanges in the order they were made
 * @param tokens in the order they were seen
 * @param policies in force
 * @param timings where the time went
 * @param hops the way of the exchange that decided it
 * @param screenshots what a browser showed; the pictures come as files of these names
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CheckEvent(
        @Nullable Severity severity,
        @Nullable List<Expectation> expectations,
        @Nullable List<Exchange> exchanges,
        @Nullable List<Token> tokens,
        @Nullable List<Policy> policies,
        @Nullable Timings timings,
        @Nullable List<Hop> hops,
        @Nullable List<Shown> screenshots) {

    /** An event that says nothing. */
    public static final CheckEvent NONE = new CheckEvent(null, null, null, null, null, null, null, null);

    /**
     * What a browser showed.
     *
     * @param file name of the picture's file; no such file comes where a secret could be read in the picture
     * @param name what it shows, in words
     * @param url the address in its address bar
     * @param text all text that can be read in the picture
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Shown(
            @Nullable String file,
            @Nullable String name,
            @Nullable String url,
            @Nullable String text) {

        /** The picture with what is told about it; of a picture that was withheld, what is told alone. */
        Screenshot of(@Nullable Screenshot picture) {
            return new Screenshot(
                    Objects.requireNonNullElse(name, ""),
                    picture == null ? "" : picture.path(),
                    picture == null ? "image/png" : picture.mediaType(),
                    picture == null ? "" : picture.sha256(),
                    picture == null ? 0 : picture.bytes(),
                    picture == null ? null : picture.inline(),
                    Objects.requireNonNullElse(url, ""),
                    Objects.requireNonNullElse(text, ""));
        }
    }
}

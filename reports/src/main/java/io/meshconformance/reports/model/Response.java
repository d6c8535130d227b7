package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A response as it reached the client.
 *
 * @param status status code
 * @param headers all header lines in order
 * @param body body, redacted, perhaps cut
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Response(int status, List<Header> headers, String body) {

    /** Reads what is absent as empty. */
    public Response {
        headers = Absent.list(headers);
        body = Absent.text(body);
    }
}

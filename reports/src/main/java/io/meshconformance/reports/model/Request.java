package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A request as it left the client.
 *
 * @param method method
 * @param url address, redacted
 * @param headers all header lines in order
 * @param body body, redacted, perhaps cut
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Request(String method, String url, List<Header> headers, String body) {

    /** Reads what is absent as empty. */
    public Request {
        method = Absent.text(method);
        url = Absent.text(url);
        headers = Absent.list(headers);
        body = Absent.text(body);
    }
}

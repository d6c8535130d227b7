package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request and what became of it.
 *
 * @param id request id, which joins it with access logs
 * @param client where the client stood: browser, in-mesh, outside
 * @param note what it was for
 * @param request the request
 * @param response the response, null where none came
 * @param failure what happened in place of a response
 * @param answeredBy the hop that answered
 * @param mark what it is known by, such as a header that only this hop adds
 * @param millis from the first byte sent to the last received, in milliseconds
 * @param backendSaw lines of the request as the workload saw it; null where it keeps no log of requests, empty where it
 *     keeps one and has no line of this one
 * @param accessLog access-log entries of this request id, one map each
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Exchange(
        String id,
        String client,
        String note,
        Request request,
        @Nullable Response response,
        @Nullable String failure,
        String answeredBy,
        String mark,
        long millis,
        @Nullable List<String> backendSaw,
        List<Map<String, Object>> accessLog) {

    /** Reads what is absent as empty. */
    public Exchange {
        id = Absent.text(id);
        client = Absent.text(client);
        note = Absent.text(note);
        answeredBy = Absent.text(answeredBy);
        mark = Absent.text(mark);
        accessLog = Absent.list(accessLog);
    }
}

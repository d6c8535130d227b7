package io.meshconformance.evidence;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request and what became of it.
 *
 * @param id request id, which joins it with access logs
 * @param caller the client that asked
 * @param note what it was for where that does not follow from the scenario; empty otherwise
 * @param request the request
 * @param response the response, null where none came
 * @param failure what happened in place of a response, null where one came
 * @param answeredBy the hop that answered
 * @param millis from the first byte sent to the last received, in milliseconds
 * @param workload what the workload's log tells of it
 * @param accessLog access-log entries of this request id, one map each
 */
public record ExchangeEvidence(
        String id,
        Caller caller,
        String note,
        RequestEvidence request,
        @Nullable ResponseEvidence response,
        @Nullable String failure,
        Attribution answeredBy,
        long millis,
        WorkloadLog workload,
        List<Map<String, Object>> accessLog) {}

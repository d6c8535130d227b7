package io.meshconformance.harness.accesslog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meshconformance.evidence.Answerer;
import io.meshconformance.evidence.WorkloadLog;
import io.meshconformance.evidence.WorkloadLog.Told;
import io.meshconformance.harness.http.Exchange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Log lines of workloads and sidecars, joined to requests by the id that every request of the suite carries.
 *
 * @param workloads lines that workloads wrote, by request id
 * @param sidecars access-log entries that sidecars wrote, by request id
 * @param telling whether a workload is among them that writes a line for every request; only then does it prove
 *     anything that there is none
 */
public record RequestLogs(
        Map<String, List<String>> workloads, Map<String, List<SidecarEntry>> sidecars, boolean telling) {

    /** The id of the kubelet's probes: a log with a line of one names the requests that come. */
    private static final String PROBE = "conformance-probe";

    /** Two entries on one line are no entry: the first of them is not the whole truth. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Logs of nothing. */
    public static RequestLogs none() {
        return new RequestLogs(Map.of(), Map.of(), false);
    }

    /**
     * Sorts log lines by the requests they belong to.
     *
     * @param workloadLog what a workload's containers wrote
     * @param sidecarLog what their sidecars wrote
     * @param ids the requests of interest
     * @return the lines that name one of them; the workload tells where its log has the kubelet's probes
     */
    public static RequestLogs join(List<String> workloadLog, List<String> sidecarLog, Set<String> ids) {
        var workloads = new LinkedHashMap<String, List<String>>();
        var sidecars = new LinkedHashMap<String, List<SidecarEntry>>();
        for (String id : ids) {
            workloadLog.stream()
                    .filter(line -> line.contains(id))
                    .forEach(line -> workloads
                            .computeIfAbsent(id, key -> new ArrayList<>())
                            .add(line));
            sidecarLog.stream()
                    .filter(line -> line.contains(id) && line.startsWith("{"))
                    .forEach(line -> sidecars.computeIfAbsent(id, key -> new ArrayList<>())
                            .add(parsed(line)));
        }
        return new RequestLogs(workloads, sidecars, workloadLog.stream().anyMatch(line -> line.contains(PROBE)));
    }

    /**
     * Puts the logs of several workloads together.
     *
     * @param parts the logs of each
     * @return all of them
     */
    public static RequestLogs merged(List<RequestLogs> parts) {
        var workloads = new LinkedHashMap<String, List<String>>();
        var sidecars = new LinkedHashMap<String, List<SidecarEntry>>();
        for (RequestLogs part : parts) {
            part.workloads()
                    .forEach((id, lines) -> workloads
                            .computeIfAbsent(id, key -> new ArrayList<>())
                            .addAll(lines));
            part.sidecars()
                    .forEach((id, entries) -> sidecars.computeIfAbsent(id, key -> new ArrayList<>())
                            .addAll(entries));
        }
        return new RequestLogs(workloads, sidecars, parts.stream().anyMatch(RequestLogs::telling));
    }

    /** Whether none of them holds an entry. */
    public boolean isEmpty() {
        return workloads.isEmpty() && sidecars.isEmpty();
    }

    /**
     * What workloads wrote about a request.
     *
     * @param id the request's id
     * @return the lines, in their order
     */
    public List<String> workload(String id) {
        return workloads.getOrDefault(id, List.of());
    }

    /**
     * What sidecars wrote about a request.
     *
     * @param id the request's id
     * @return the access-log entries, in their order
     */
    public List<SidecarEntry> sidecar(String id) {
        return sidecars.getOrDefault(id, List.of());
    }

    /**
     * What a workload's log tells of a request: that it did not come only where the log would have a line of it, or where
     * the sidecar says that it sent nothing on.
     */
    public WorkloadLog of(Exchange exchange) {
        List<String> lines = workload(exchange.id());
        if (!lines.isEmpty()) {
            return new WorkloadLog(Told.CAME, lines);
        }
        if (exchange.answerer() == Answerer.APPLICATION) {
            return new WorkloadLog(Told.NOTHING, List.of());
        }
        if (telling) {
            return new WorkloadLog(Told.DID_NOT_COME, List.of());
        }
        List<SidecarEntry> entries = sidecar(exchange.id());
        boolean kept = !entries.isEmpty() && entries.stream().allMatch(SidecarEntry::sentNothingOn);
        return new WorkloadLog(kept ? Told.NOT_SENT_ON : Told.NOTHING, List.of());
    }

    /** The access-log entries among a sidecar's lines, of connections that carried no request too. */
    static List<SidecarEntry> entries(List<String> sidecarLog) {
        return sidecarLog.stream()
                .filter(line -> line.startsWith("{"))
                .map(RequestLogs::parsed)
                .toList();
    }

    private static SidecarEntry parsed(String line) {
        try {
            return new SidecarEntry(JSON.readTree(line));
        } catch (JsonProcessingException e) {
            return new SidecarEntry(JSON.createObjectNode().put("unreadable", line));
        }
    }
}

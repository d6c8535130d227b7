package io.meshconformance.reference.proxy.config;

import java.util.List;
import java.util.Map;

/** Header changes a route asks for. */
public record HeaderEdits(Map<String, String> setRequest, List<String> removeRequest, Map<String, String> setResponse) {
    /** Keeps copies. */
    public HeaderEdits {
        setRequest = Map.copyOf(setRequest);
        removeRequest = List.copyOf(removeRequest);
        setResponse = Map.copyOf(setResponse);
    }
}

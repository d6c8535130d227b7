package io.meshconformance.reports.model;

import java.util.List;

/**
 * The state of the cluster at the moment a scenario failed, in files beside the page.
 *
 * @param when the moment: what had just failed
 * @param parts its files, and what could not be had
 */
public record DebugBundle(String when, List<DebugFile> parts) {

    /** How many bytes its files have. */
    public long bytes() {
        return parts.stream().mapToLong(DebugFile::bytes).sum();
    }
}

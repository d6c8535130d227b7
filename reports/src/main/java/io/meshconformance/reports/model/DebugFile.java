package io.meshconformance.reports.model;

import org.jspecify.annotations.Nullable;

/**
 * One part of a debug bundle.
 *
 * @param name what it is, such as {@code events.yaml}
 * @param path file below the folder of the report, empty where it could not be had
 * @param bytes size of the file
 * @param cut whether only its last part is there, because it was above its limit
 * @param missing why it could not be had, null where it was
 */
public record DebugFile(
        String name,
        String path,
        long bytes,
        boolean cut,
        @Nullable String missing) {}

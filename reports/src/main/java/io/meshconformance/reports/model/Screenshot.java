package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A picture that belongs to a scenario.
 *
 * @param name what it shows
 * @param path file beside the page, empty where it is inline
 * @param mediaType such as image/png
 * @param sha256 digest of its bytes
 * @param bytes its size
 * @param inline its bytes in base64 where it is small
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Screenshot(
        String name,
        String path,
        String mediaType,
        String sha256,
        long bytes,
        @Nullable String inline) {

    /** Reads what is absent as empty. */
    public Screenshot {
        name = Absent.text(name);
        path = Absent.text(path);
        mediaType = Absent.text(mediaType);
        sha256 = Absent.text(sha256);
    }
}

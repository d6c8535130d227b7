package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a browser showed at one moment of a scenario.
 *
 * @param name what it shows
 * @param path file beside the page, empty where it is inline
 * @param mediaType such as image/png
 * @param sha256 digest of its bytes
 * @param bytes its size
 * @param inline its bytes in base64 where it is small
 * @param url the address in the browser's address bar, redacted; empty where nobody told
 * @param text all text that can be read in the picture, redacted; where a secret stood in it, there is no picture and
 *     its size is zero
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Screenshot(
        String name,
        String path,
        String mediaType,
        String sha256,
        long bytes,
        @Nullable String inline,
        String url,
        String text) {

    /** Reads what is absent as empty. */
    public Screenshot {
        name = Absent.text(name);
        path = Absent.text(path);
        mediaType = Absent.text(mediaType);
        sha256 = Absent.text(sha256);
        url = Absent.text(url);
        text = Absent.text(text);
    }

    /** True where the picture itself is left out, because a secret could be read in it. */
    public boolean withheld() {
        return bytes == 0;
    }
}

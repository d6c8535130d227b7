package io.meshconformance.reports.model;

import io.meshconformance.evidence.PictureEvidence;
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
 * @param url the address in the browser's address bar, redacted
 * @param text all text that can be read in the picture, redacted; where a secret stood in it, there is no picture and
 *     its size is zero
 */
public record Screenshot(
        String name,
        String path,
        String mediaType,
        String sha256,
        long bytes,
        @Nullable String inline,
        String url,
        String text) {

    /** What is told of a picture, with the picture; of one that was withheld, what is told alone. */
    public static Screenshot told(PictureEvidence told, @Nullable Screenshot picture) {
        return new Screenshot(
                told.name(),
                picture == null ? "" : picture.path(),
                picture == null ? "image/png" : picture.mediaType(),
                picture == null ? "" : picture.sha256(),
                picture == null ? 0 : picture.bytes(),
                picture == null ? null : picture.inline(),
                told.url(),
                told.text());
    }

    /** True where the picture itself is left out, because a secret could be read in it. */
    public boolean withheld() {
        return bytes == 0;
    }
}

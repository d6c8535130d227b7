package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One part of what was judged.
 *
 * @param name logical name of its image
 * @param role its part in the architecture
 * @param title what it is, for people
 * @param version its own version
 * @param image image reference
 * @param imageId content id of the image that ran
 * @param digest digest by which a registry gives the same image again; empty for one that no registry has
 * @param reference true for a reference implementation written beside this suite, which is not the product it stands for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Component(
        String name,
        String role,
        String title,
        String version,
        String image,
        String imageId,
        String digest,
        boolean reference) {

    /** Reads what is absent as empty. */
    public Component {
        name = Absent.text(name);
        role = Absent.text(role);
        title = Absent.text(title);
        version = Absent.text(version);
        image = Absent.text(image);
        imageId = Absent.text(imageId);
        digest = Absent.text(digest);
    }
}

package io.meshconformance.evidence.run;

/**
 * One part of what was judged.
 *
 * @param name logical name of its image
 * @param role its part in the architecture
 * @param title what it is, for people
 * @param version its own version
 * @param image image reference; empty for a part that is no image
 * @param imageId content id of the image that ran; empty for a part that is no image
 * @param digest digest by which a registry gives the same image again; empty for one that no registry has
 * @param reference true for a reference implementation written beside this suite, which is not the product it stands for
 */
public record JudgedPart(
        String name,
        String role,
        String title,
        String version,
        String image,
        String imageId,
        String digest,
        boolean reference) {

    /** A part that is no image. */
    public static JudgedPart noImage(String name, String role, String title, String version) {
        return new JudgedPart(name, role, title, version, "", "", "", false);
    }
}

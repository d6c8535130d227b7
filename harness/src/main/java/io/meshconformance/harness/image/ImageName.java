package io.meshconformance.harness.image;

/**
 * A reference to an image as people write it, and what it stands for in full
 * ({@code github.com/distribution/reference/normalize.go}).
 *
 * @param reference as written, such as {@code nginx:1.29-alpine}
 */
public record ImageName(String reference) {

    private static final String HUB = "docker.io";
    private static final String ASSEMBLED = "conformance.local/";

    /** Whether it is assembled on this machine; no registry has it. */
    boolean isAssembled() {
        return reference.startsWith(ASSEMBLED);
    }

    /** The name by which the assembly knows it; only where it {@link #isAssembled}. */
    String assembledName() {
        return reference.substring(ASSEMBLED.length()).split("[:@]", 2)[0];
    }

    /** The registry's host, with its port where it is written. */
    String registry() {
        return namesRegistry() ? reference.substring(0, reference.indexOf('/')) : HUB;
    }

    /** The same with the tag that is meant where none is written. */
    String tagged() {
        ImageReference parts = ImageReference.parse(reference);
        return parts.tag().isEmpty() && parts.digest().isEmpty() ? reference + ":" + parts.version() : reference;
    }

    /** The full name, as Kubernetes lists images, such as {@code docker.io/library/nginx:1.29-alpine}. */
    public String canonical() {
        if (namesRegistry()) {
            return tagged();
        }
        return HUB + "/" + (reference.contains("/") ? "" : "library/") + tagged();
    }

    /** The command by which a person logs in at its registry. */
    String login() {
        return registry().equals(HUB) ? "docker login" : "docker login " + registry();
    }

    private boolean namesRegistry() {
        int slash = reference.indexOf('/');
        if (slash < 0) {
            return false;
        }
        String first = reference.substring(0, slash);
        return first.contains(".") || first.contains(":") || first.equals("localhost");
    }
}

package io.meshconformance.rehearsal;

/**
 * An image's name, taken apart as the engine does it.
 *
 * @param registry the host that is asked for it
 * @param repository the name there
 * @param tag the tag
 */
record Reference(String registry, String repository, String tag) {

    /** The host that the engine asks for every name without one. */
    static final String HUB = "registry-1.docker.io";

    /**
     * Takes a name apart.
     *
     * @param name such as {@code nginx:1.29-alpine} or {@code ghcr.io/navikt/mock-oauth2-server:3.0.1}
     * @throws IllegalArgumentException when it has no tag, or a digest
     */
    static Reference of(String name) {
        int colon = name.lastIndexOf(':');
        if (colon < name.lastIndexOf('/') || colon < 0 || name.contains("@")) {
            throw new IllegalArgumentException(name + " is not a name with a tag alone");
        }
        String tag = name.substring(colon + 1);
        String path = name.substring(0, colon);
        String first = path.contains("/") ? path.substring(0, path.indexOf('/')) : "";
        if (first.contains(".") || first.contains(":") || first.equals("localhost")) {
            String rest = path.substring(first.length() + 1);
            return first.equals("docker.io") ? new Reference(HUB, onHub(rest), tag) : new Reference(first, rest, tag);
        }
        return new Reference(HUB, onHub(path), tag);
    }

    private static String onHub(String path) {
        return path.contains("/") ? path : "library/" + path;
    }

    /** The name as containerd keeps it. */
    String inFull() {
        return (registry.equals(HUB) ? "docker.io" : registry) + "/" + repository + ":" + tag;
    }
}

package io.meshconformance.harness.scene;

/**
 * A route of the proxy.
 *
 * @param host its host
 */
public record Route(String host) {

    /**
     * One of several routes beside this; its host is {@code <label>-${host}} in manifests.
     *
     * @param label the first part of its host
     */
    public Route labelled(String label) {
        return new Route(label + "-" + host);
    }

    /** Its URL. */
    public String url() {
        return url("/");
    }

    /**
     * A URL on it.
     *
     * @param path path and query
     */
    public String url(String path) {
        return "https://" + host + path;
    }
}

package io.meshconformance.harness.scene;

/**
 * A route of the proxy.
 *
 * @param host its host
 */
public record Route(String host) {

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

package io.meshconformance.reference.proxy.serve;

/** Which part of the proxy decided an answer; written to the access log. */
enum Speaker {
    /** Its own endpoints under /.pomerium and /.well-known. */
    OWN_ENDPOINT("own-endpoint"),
    /** The sign-in pages of the authenticate host. */
    AUTHENTICATE("authenticate"),
    /** The policy of a route. */
    AUTHORIZE("authorize"),
    /** What Envoy says in the real proxy: no route, no upgrade, no upstream. */
    DATA_PLANE("data-plane"),
    /** The workload or its sidecar; passed through. */
    UPSTREAM("upstream");

    private final String word;

    Speaker(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}

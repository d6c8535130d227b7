package io.meshconformance.harness.image;

import io.meshconformance.harness.engine.Problem;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Why an image did not come from its registry.
 *
 * @param kind what it is
 * @param message what the engine said
 */
record PullFailure(Kind kind, String message) {

    /**
     * The kinds, each known by the engine's message. An engine passes a registry's refusal on as text, and mostly with a
     * status of 500, so the text decides ({@code github.com/moby/moby/daemon/pkg/distribution/errors.go}; a proxy's text
     * is that of Go's {@code net/http}). The first that fits counts: "dial tcp" of a proxy, for one, says nothing of the
     * registry behind it.
     */
    enum Kind {
        /** Too many were asked for from this address, or by this account. */
        LIMIT(
                "toomanyrequests|too many requests|\\b429\\b|rate limit",
                "is refused by the registry's pull limit",
                "log in, which raises the limit: {login} (or wait, some hours at Docker Hub, or name a mirror in the"
                        + " engine's daemon.json)",
                false),
        /** A proxy between the engine and the registry refuses, or is not there; it refuses by the bare text of a status. */
        PROXY(
                "proxyconnect|proxy authentication|\\b407\\b"
                        + "|\": (?:forbidden|bad gateway|service unavailable|gateway timeout)$",
                "is kept back by the engine's HTTP proxy",
                "correct the proxy of the engine, with user and password where it wants them: Docker Desktop,"
                        + " Settings, Resources, Proxies; on Linux sudo systemctl edit docker, with [Service] and"
                        + " Environment=HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT, then sudo systemctl restart docker",
                false),
        /** The certificate is of an authority that the engine does not trust: mostly a company's that inspects traffic. */
        CERTIFICATE(
                "x509|certificate|tls: (?!handshake timeout)",
                "comes under a certificate that the engine does not trust",
                "make your company's authority known where the engine runs: sudo cp company-ca.crt"
                        + " /usr/local/share/ca-certificates/ && sudo update-ca-certificates && sudo systemctl restart"
                        + " docker (Docker Desktop: add it to the system's trust and restart it)",
                false),
        /** The engine's disk is full. */
        DISK_FULL(
                "no space left",
                "finds no room where the engine keeps images",
                "make room: docker system df shows what takes it, docker system prune removes what nothing uses",
                false),
        /** No connection to the registry can be made. */
        UNREACHABLE(
                "connection refused|no route to host|network is unreachable|no such host|server misbehaving"
                        + "|name resolution|host is down|waiting for connection|(?:dial tcp|lookup).*i/o timeout",
                "is not on this machine, and its registry cannot be reached",
                "connect this machine, load the image (docker load -i FILE), or judge the stand-ins: --images local",
                true),
        /** The registry asks for a login, or refuses this one. */
        LOGIN(
                "unauthorized|denied|authentication required|no basic auth|\\b40[13]\\b",
                "is refused without another login, or its name is wrong",
                "{login} (and check the image's name)",
                false),
        /** The registry answers and has no such image, or not for this machine. */
        MISSING(
                "manifest unknown|not found|name unknown|no matching manifest|\\b404\\b",
                "is not in its registry, or not for this kind of machine",
                "correct the image's name in the catalogue, or in -Dconformance.image.NAME",
                false),
        /** A connection is there, but the answer does not come. */
        SLOW(
                "timeout|timed out|deadline exceeded",
                "does not come in time from its registry",
                "try again, or fetch it by hand first, which takes its time: docker pull {image}",
                true),
        /** Anything else. */
        OTHER("", "could not be fetched", "read the message above; docker pull {image} shows the same by hand", true);

        private final Pattern message;
        private final String sentence;
        private final String cure;
        private final boolean passes;

        Kind(String message, String sentence, String cure, boolean passes) {
            this.message = Pattern.compile(message, Pattern.CASE_INSENSITIVE);
            this.sentence = sentence;
            this.cure = cure;
            this.passes = passes;
        }
    }

    /** Reads an engine's message. */
    static PullFailure of(String message) {
        return Stream.of(Kind.values())
                .filter(kind -> kind.message.matcher(message).find())
                .findFirst()
                .map(kind -> new PullFailure(kind, message))
                .orElseThrow();
    }

    /** Whether the same pull may succeed a little later. */
    boolean mayPass() {
        return kind.passes;
    }

    /** The failure of one image, with its cure. */
    Problem problem(ImageName image) {
        return new Problem(
                "the image " + image.reference() + " " + kind.sentence + ": " + message,
                kind.cure.replace("{login}", image.login()).replace("{image}", image.reference()));
    }
}

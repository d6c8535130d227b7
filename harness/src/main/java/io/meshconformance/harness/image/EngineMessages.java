package io.meshconformance.harness.image;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads what an engine says when an image did not come. It passes a registry's refusal on as words, and mostly with a
 * status of 500, so the words decide ({@code github.com/moby/moby/daemon/pkg/distribution/errors.go}; a proxy's words are
 * those of Go's {@code net/http}).
 *
 * @param words a pattern of what is said
 * @param trouble what it means
 */
record EngineMessages(Pattern words, Function<String, RegistryAnswer.Trouble> trouble) {

    /** The first that fits: "dial tcp" of a proxy, for one, says nothing of the registry behind it. */
    private static final List<EngineMessages> KNOWN = List.of(
            of("toomanyrequests|too many requests|\\b429\\b|rate limit", RegistryAnswer.Limit::new),
            // A proxy's refusal to connect comes as the bare text of its status.
            of(
                    "proxyconnect|proxy authentication|\\b407\\b"
                            + "|\": (?:forbidden|bad gateway|service unavailable|gateway timeout)$",
                    RegistryAnswer.ProxyTrouble::new),
            of("x509|certificate|tls: (?!handshake timeout)", RegistryAnswer.Interception::new),
            of("no space left", RegistryAnswer.Full::new),
            of(
                    "connection refused|no route to host|network is unreachable|no such host|server misbehaving"
                            + "|name resolution|host is down|waiting for connection|(?:dial tcp|lookup).*i/o timeout",
                    RegistryAnswer.Unreachable::new),
            of("unauthorized|denied|authentication required|no basic auth|\\b40[13]\\b", RegistryAnswer.Login::new),
            of("manifest unknown|not found|name unknown|no matching manifest|\\b404\\b", RegistryAnswer.Missing::new),
            of("timeout|timed out|deadline exceeded", RegistryAnswer.Slow::new));

    private static EngineMessages of(String words, Function<String, RegistryAnswer.Trouble> trouble) {
        return new EngineMessages(Pattern.compile(words, Pattern.CASE_INSENSITIVE), trouble);
    }

    /**
     * Tells troubles apart.
     *
     * @param said what the engine said
     * @return what it means
     */
    static RegistryAnswer.Trouble read(String said) {
        return KNOWN.stream()
                .filter(known -> known.words().matcher(said).find())
                .findFirst()
                .map(known -> known.trouble().apply(said))
                .orElseGet(() -> new RegistryAnswer.Fault(said));
    }
}

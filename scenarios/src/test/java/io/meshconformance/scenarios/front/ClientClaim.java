package io.meshconformance.scenarios.front;

import io.meshconformance.harness.http.Header;
import io.meshconformance.harness.http.Headers;
import java.util.List;
import java.util.stream.Stream;

/** What a client can say of its request beside Host, path and method, to programs that believe it. */
enum ClientClaim {
    PATH(
            "another path",
            "/anything/public",
            List.of(
                    "X-Forwarded-Uri",
                    "X-Forwarded-Path",
                    "X-Forwarded-Prefix",
                    "X-Original-URL",
                    "X-Original-URI",
                    "X-Rewrite-URL",
                    "X-Envoy-Original-Path",
                    "X-Override-URL")),
    HOST(
            "another host",
            "%s",
            List.of("X-Forwarded-Host", "X-Original-Host", "X-Envoy-Original-Host", "X-Host", "X-Forwarded-Server")),
    METHOD(
            "another method",
            "OPTIONS",
            List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X-Forwarded-Method")),
    ADDRESS(
            "an address of its own",
            "127.0.0.1",
            List.of(
                    "X-Forwarded-For",
                    "X-Real-IP",
                    "X-Client-IP",
                    "X-Envoy-External-Address",
                    "X-Envoy-Downstream-Service-Node")),
    FORWARDED("what RFC 7239 has words for", "for=127.0.0.1;host=%s;proto=https", List.of("Forwarded")),
    INTERNAL("that it comes from inside", "true", List.of("X-Envoy-Internal", "X-Pomerium-Reproxy-Policy")),
    KUBELET("that it is the kubelet", "kube-probe/1.36", List.of("User-Agent")),
    BALANCER("that it is a load balancer", "GoogleHC/1.0", List.of("User-Agent"));

    private final String sentence;
    private final String value;
    private final List<String> names;

    ClientClaim(String sentence, String value, List<String> names) {
        this.sentence = sentence;
        this.value = value;
        this.names = names;
    }

    /** The headers that say it, with the name of a host that is open where they name one. */
    Headers headers(String openHost) {
        Stream<Header> lines = names.stream().map(name -> new Header(name, value.formatted(openHost)));
        return new Headers(lines.toList());
    }

    @Override
    public String toString() {
        return sentence;
    }
}

package io.meshconformance.harness.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What an engine says of a registry is told apart")
class EngineMessagesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Limit|toomanyrequests: You have reached your pull rate limit. You may increase the limit by"
                        + " authenticating and upgrading: https://www.docker.com/increase-rate-limit",
                "Limit|error pulling image configuration: received unexpected HTTP status: 429 Too Many Requests",
                "Limit|toomanyrequests: retry-after: 1.4ms, allowed: 44000/minute",
                "Login|unauthorized: incorrect username or password",
                "Login|Head \"https://ghcr.io/v2/x/y/manifests/1\": denied: denied",
                "Login|pull access denied for x/y, repository does not exist or may require 'docker login': denied:"
                        + " requested access to the resource is denied",
                "Login|Head \"https://r.example/v2/x/manifests/1\": no basic auth credentials",
                "Login|error parsing HTTP 403 response body: invalid character '<' looking for beginning of value",
                "Login|failed to resolve reference \"x\": unexpected status from HEAD request to https://x: 403 Forbidden",
                "ProxyTrouble|Get \"https://registry-1.docker.io/v2/\": Proxy Authentication Required",
                "ProxyTrouble|Get \"https://registry-1.docker.io/v2/\": Forbidden",
                "ProxyTrouble|Get \"https://registry-1.docker.io/v2/\": proxyconnect tcp: dial tcp 10.0.0.1:3128:"
                        + " connect: connection refused",
                "ProxyTrouble|Get \"https://registry-1.docker.io/v2/\": proxyconnect tcp: dial tcp: lookup"
                        + " proxy.corp: no such host",
                "Interception|Get \"https://registry-1.docker.io/v2/\": x509: certificate signed by unknown authority",
                "Interception|Get \"https://x/v2/\": tls: failed to verify certificate: x509: certificate is valid for"
                        + " y, not x",
                "Interception|Get \"https://x/v2/\": remote error: tls: handshake failure",
                "Unreachable|Get \"https://registry-1.docker.io/v2/\": dial tcp: lookup registry-1.docker.io on"
                        + " 127.0.0.53:53: no such host",
                "Unreachable|Get \"https://registry-1.docker.io/v2/\": dial tcp: lookup registry-1.docker.io on"
                        + " 10.0.0.1:53: server misbehaving",
                "Unreachable|Get \"https://registry-1.docker.io/v2/\": dial tcp: lookup registry-1.docker.io:"
                        + " Temporary failure in name resolution",
                "Unreachable|Get \"https://registry-1.docker.io/v2/\": dial tcp 1.2.3.4:443: connect: network is"
                        + " unreachable",
                "Unreachable|Get \"https://registry-1.docker.io/v2/\": dial tcp 1.2.3.4:443: connect: no route to host",
                "Unreachable|Get \"https://registry-1.docker.io/v2/\": dial tcp 1.2.3.4:443: i/o timeout",
                "Unreachable|Get \"https://registry-1.docker.io/v2/\": net/http: request canceled while waiting for"
                        + " connection (Client.Timeout exceeded while awaiting headers)",
                "Unreachable|Get \"http://127.0.0.1:1/v2/\": dial tcp 127.0.0.1:1: connect: connection refused",
                "Missing|manifest for nginx:9.99 not found: manifest unknown: manifest unknown",
                "Missing|no matching manifest for linux/arm64/v8 in the manifest list entries",
                "Slow|Get \"https://registry-1.docker.io/v2/\": net/http: TLS handshake timeout",
                "Slow|Get \"https://registry-1.docker.io/v2/\": context deadline exceeded (Client.Timeout exceeded"
                        + " while awaiting headers)",
                "Slow|read tcp 10.0.0.2:4711->1.2.3.4:443: read: connection timed out",
                "Full|failed to register layer: write /usr/lib/x: no space left on device",
                "Fault|unexpected EOF",
                "Fault|received unexpected HTTP status: 503 Service Unavailable",
                "Fault|read tcp 10.0.0.2:4711->1.2.3.4:443: read: connection reset by peer"
            })
    void told(String kind, String words) {
        RegistryAnswer.Trouble trouble = EngineMessages.read(words);
        assertEquals(kind, trouble.getClass().getSimpleName(), words);
        assertEquals(words, trouble.words());
    }
}

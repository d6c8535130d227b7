package io.meshconformance.harness.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The message of an engine tells why an image did not come")
class PullFailureTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LIMIT|toomanyrequests: You have reached your pull rate limit. You may increase the limit by"
                        + " authenticating and upgrading: https://www.docker.com/increase-rate-limit",
                "LIMIT|error pulling image configuration: received unexpected HTTP status: 429 Too Many Requests",
                "LIMIT|toomanyrequests: retry-after: 1.4ms, allowed: 44000/minute",
                "LOGIN|unauthorized: incorrect username or password",
                "LOGIN|Head \"https://ghcr.io/v2/x/y/manifests/1\": denied: denied",
                "LOGIN|pull access denied for x/y, repository does not exist or may require 'docker login': denied:"
                        + " requested access to the resource is denied",
                "LOGIN|Head \"https://r.example/v2/x/manifests/1\": no basic auth credentials",
                "LOGIN|error parsing HTTP 403 response body: invalid character '<' looking for beginning of value",
                "LOGIN|failed to resolve reference \"x\": unexpected status from HEAD request to https://x: 403 Forbidden",
                "PROXY|Get \"https://registry-1.docker.io/v2/\": Proxy Authentication Required",
                "PROXY|Get \"https://registry-1.docker.io/v2/\": Forbidden",
                "PROXY|Get \"https://registry-1.docker.io/v2/\": proxyconnect tcp: dial tcp 10.0.0.1:3128:"
                        + " connect: connection refused",
                "PROXY|Get \"https://registry-1.docker.io/v2/\": proxyconnect tcp: dial tcp: lookup"
                        + " proxy.corp: no such host",
                "CERTIFICATE|Get \"https://registry-1.docker.io/v2/\": x509: certificate signed by unknown authority",
                "CERTIFICATE|Get \"https://x/v2/\": tls: failed to verify certificate: x509: certificate is valid for"
                        + " y, not x",
                "CERTIFICATE|Get \"https://x/v2/\": remote error: tls: handshake failure",
                "UNREACHABLE|Get \"https://registry-1.docker.io/v2/\": dial tcp: lookup registry-1.docker.io on"
                        + " 127.0.0.53:53: no such host",
                "UNREACHABLE|Get \"https://registry-1.docker.io/v2/\": dial tcp: lookup registry-1.docker.io on"
                        + " 10.0.0.1:53: server misbehaving",
                "UNREACHABLE|Get \"https://registry-1.docker.io/v2/\": dial tcp: lookup registry-1.docker.io:"
                        + " Temporary failure in name resolution",
                "UNREACHABLE|Get \"https://registry-1.docker.io/v2/\": dial tcp 1.2.3.4:443: connect: network is"
                        + " unreachable",
                "UNREACHABLE|Get \"https://registry-1.docker.io/v2/\": dial tcp 1.2.3.4:443: connect: no route to host",
                "UNREACHABLE|Get \"https://registry-1.docker.io/v2/\": dial tcp 1.2.3.4:443: i/o timeout",
                "UNREACHABLE|Get \"https://registry-1.docker.io/v2/\": net/http: request canceled while waiting for"
                        + " connection (Client.Timeout exceeded while awaiting headers)",
                "UNREACHABLE|Get \"http://127.0.0.1:1/v2/\": dial tcp 127.0.0.1:1: connect: connection refused",
                "MISSING|manifest for nginx:9.99 not found: manifest unknown: manifest unknown",
                "MISSING|no matching manifest for linux/arm64/v8 in the manifest list entries",
                "SLOW|Get \"https://registry-1.docker.io/v2/\": net/http: TLS handshake timeout",
                "SLOW|Get \"https://registry-1.docker.io/v2/\": context deadline exceeded (Client.Timeout exceeded"
                        + " while awaiting headers)",
                "SLOW|read tcp 10.0.0.2:4711->1.2.3.4:443: read: connection timed out",
                "DISK_FULL|failed to register layer: write /usr/lib/x: no space left on device",
                "OTHER|unexpected EOF",
                "OTHER|received unexpected HTTP status: 503 Service Unavailable",
                "OTHER|read tcp 10.0.0.2:4711->1.2.3.4:443: read: connection reset by peer"
            })
    void kinds(PullFailure.Kind kind, String message) {
        assertEquals(new PullFailure(kind, message), PullFailure.of(message));
    }
}

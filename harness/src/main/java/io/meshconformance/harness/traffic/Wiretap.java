package io.meshconformance.harness.traffic;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.http.HttpMessage;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;

/**
 * Holds what really went over one connection, since the libraries above it mend and merge. Used by the one thread that
 * makes the request.
 */
final class Wiretap {

    private final Request wanted;
    private Request sent;
    private Headers received = Headers.none();
    private List<ServedCertificate> certificates = List.of();

    Wiretap(Request wanted) {
        this.wanted = wanted;
        this.sent = wanted;
    }

    /** What is wanted on the wire, to the letter. */
    Request wanted() {
        return wanted;
    }

    void sending(HttpRequest request) {
        sent = wanted.with(headersOf(request));
    }

    void receiving(HttpResponse response) {
        received = headersOf(response);
    }

    void shown(X509Certificate[] chain) {
        certificates = Arrays.stream(chain).map(ServedCertificate::of).toList();
    }

    Request sent() {
        return sent;
    }

    Headers received() {
        return received;
    }

    List<ServedCertificate> certificates() {
        return certificates;
    }

    private static Headers headersOf(HttpMessage message) {
        return new Headers(Stream.of(message.getAllHeaders())
                .map(h -> new Header(h.getName(), h.getValue() == null ? "" : h.getValue()))
                .toList());
    }
}

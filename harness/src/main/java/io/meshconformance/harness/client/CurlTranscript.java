package io.meshconformance.harness.client;

import io.meshconformance.harness.http.Failure;
import io.meshconformance.harness.http.Failure.Kind;
import io.meshconformance.harness.http.Header;
import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.http.ServedCertificate;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What curl tells with {@code --verbose} on standard error: {@code >} before what it sent, {@code <} before what it
 * received, then the trailer of {@link CurlCommand} and the certificates in PEM.
 */
final class CurlTranscript {

    private static final Pattern STATUS = Pattern.compile("HTTP/[0-9.]+ (\\d{3})(?: .*)?");
    private static final Pattern PROBLEM = Pattern.compile("(?m)^curl: \\(\\d+\\) (.*?)\\r?$");
    private static final Pattern END = Pattern.compile("(?m)^" + CurlCommand.END_MARK + " (\\d{3}) (\\d+)\\r?$");
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", Pattern.DOTALL);

    private final String text;

    CurlTranscript(String text) {
        this.text = text;
    }

    /** Whether curl came to its end and its whole account of it, and of a body of this size, has arrived. */
    boolean isComplete(int bodyBytes) {
        Matcher end = END.matcher(text);
        return end.find() && end.group(2).equals(Integer.toString(bodyBytes));
    }

    /** The headers it says it sent; empty when no request went out. */
    Optional<Headers> sent() {
        List<List<String>> blocks = blocks("> ");
        return blocks.isEmpty() ? Optional.empty() : Optional.of(headers(blocks.get(blocks.size() - 1)));
    }

    /** What it received; of several, as after an interim response, the last. */
    Optional<Response> received(byte[] body) {
        List<List<String>> blocks = blocks("< ");
        if (blocks.isEmpty()) {
            return Optional.empty();
        }
        List<String> last = blocks.get(blocks.size() - 1);
        Matcher status = STATUS.matcher(last.get(0));
        return status.matches()
                ? Optional.of(new Response(
                        Integer.parseInt(status.group(1)), headers(last), new String(body, StandardCharsets.UTF_8)))
                : Optional.empty();
    }

    /** Why it failed, by its exit code and, where one code means several things, by its words. */
    Failure failure(int exitCode) {
        Matcher problem = PROBLEM.matcher(text);
        String words = problem.find() ? problem.group(1) : "no word about it";
        String detail = "curl exit " + exitCode + ": " + words;
        return new Failure(kind(exitCode, words), detail);
    }

    /** The chain it was shown, leaf first; empty without TLS or where curl is too old to tell. */
    List<ServedCertificate> certificates() {
        List<ServedCertificate> chain = new ArrayList<>();
        Matcher pem = CERTIFICATE.matcher(text);
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            while (pem.find()) {
                byte[] encoded = pem.group().getBytes(StandardCharsets.US_ASCII);
                chain.add(ServedCertificate.of(
                        (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoded))));
            }
        } catch (CertificateException e) {
            throw new IllegalArgumentException("curl printed a certificate that cannot be read", e);
        }
        return chain;
    }

    private static Kind kind(int exitCode, String words) {
        boolean alert = words.contains("alert");
        return switch (exitCode) {
            case 6 -> Kind.UNKNOWN_HOST;
            case 7 -> Kind.REFUSED;
            case 28 -> Kind.TIMED_OUT;
            case 35 -> alert || words.contains("wrong version number") ? Kind.HANDSHAKE_REFUSED : Kind.CUT_OFF;
            case 52, 55 -> Kind.CUT_OFF;
            case 56 -> alert ? Kind.HANDSHAKE_REFUSED : Kind.CUT_OFF;
            case 18, 92 -> Kind.CUT_OFF;
            case 60 -> Kind.UNTRUSTED;
            case 1, 8 -> Kind.NOT_HTTP;
            default -> Kind.OTHER;
        };
    }

    private List<List<String>> blocks(String mark) {
        List<List<String>> blocks = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (String line : text.split("\\r?\\n", -1)) {
            if (line.startsWith(mark.strip()) && (line.length() == 1 || line.startsWith(mark))) {
                String content = line.length() <= mark.length() ? "" : line.substring(mark.length());
                if (!content.isEmpty()) {
                    open.add(content);
                } else if (!open.isEmpty()) {
                    blocks.add(open);
                    open = new ArrayList<>();
                }
            }
        }
        if (!open.isEmpty()) {
            blocks.add(open);
        }
        return blocks;
    }

    private static Headers headers(List<String> block) {
        return new Headers(block.stream()
                .skip(1)
                .filter(line -> line.indexOf(':') > 0)
                .map(line -> new Header(
                        line.substring(0, line.indexOf(':')),
                        line.substring(line.indexOf(':') + 1).strip()))
                .toList());
    }
}

package io.meshconformance.run;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A public report of a bug that the scenario of a promise would have caught.
 *
 * @param reference as a person writes it: {@code pomerium#6638}, {@code envoyproxy/envoy#6038}, {@code CVE-2021-39206},
 *     {@code GHSA-35vc-w93w-75c2} or an address
 * @param link where it can be read
 */
public record Guard(String reference, String link) {

    /** Repositories that need no owner. */
    private static final Map<String, String> KNOWN = Map.of(
            "pomerium", "pomerium/pomerium",
            "ingress-controller", "pomerium/ingress-controller",
            "istio", "istio/istio",
            "istio.io", "istio/istio.io",
            "envoy", "envoyproxy/envoy",
            "grafana", "grafana/grafana");

    private static final Pattern ISSUE =
            Pattern.compile("(?<repository>(?<owner>[A-Za-z0-9-]+/)?[A-Za-z0-9._-]+)#(?<number>[1-9][0-9]*)");
    private static final Pattern CVE = Pattern.compile("CVE-[0-9]{4}-[0-9]{4,}");
    private static final Pattern ADVISORY = Pattern.compile("GHSA(?:-[0-9a-z]{4}){3}");
    private static final Pattern ADDRESS = Pattern.compile("https://[^\\s/]+/[^\\s\\[\\],\"'<>]*");
    private static final Pattern LIST = Pattern.compile("\\[(?<items>[^\\[\\]]+)]");

    /**
     * Reads a reference.
     *
     * @throws IllegalArgumentException where it is none; the message says how one is written
     */
    public static Guard of(String reference) {
        Matcher issue = ISSUE.matcher(reference);
        if (issue.matches()) {
            String repository =
                    issue.group("owner") == null ? KNOWN.get(issue.group("repository")) : issue.group("repository");
            if (repository == null) {
                throw refusal(reference, "of a repository without its owner; write owner/" + reference);
            }
            // GitHub leads from an issue's address to a pull request of that number.
            return new Guard(reference, "https://github.com/" + repository + "/issues/" + issue.group("number"));
        }
        if (CVE.matcher(reference).matches()) {
            return new Guard(reference, "https://www.cve.org/CVERecord?id=" + reference);
        }
        if (ADVISORY.matcher(reference).matches()) {
            return new Guard(reference, "https://github.com/advisories/" + reference);
        }
        if (ADDRESS.matcher(reference).matches()) {
            return new Guard(reference, reference);
        }
        throw refusal(
                reference,
                "in no known form; write owner/repository#7, CVE-2021-39206, GHSA-35vc-w93w-75c2 or an address that"
                        + " begins with https://");
    }

    /**
     * Reads several, as they stand in one line of the list: {@code [pomerium#6638, CVE-2021-39206]}.
     *
     * @throws IllegalArgumentException where one is wrong or stands twice, or they do not stand so
     */
    static List<Guard> list(String value) {
        Matcher list = LIST.matcher(value);
        if (!list.matches()) {
            throw new IllegalArgumentException(
                    "guards stand on one line, such as \"guards: [pomerium#6638, CVE-2021-39206]\", and not so: "
                            + value);
        }
        List<Guard> guards = Pattern.compile(",")
                .splitAsStream(list.group("items"))
                .map(String::strip)
                .map(Guard::of)
                .toList();
        guards.stream()
                .filter(guard -> guards.indexOf(guard) != guards.lastIndexOf(guard))
                .findFirst()
                .ifPresent(twice -> {
                    throw new IllegalArgumentException(
                            "a public report stands twice; take one away: " + twice.reference());
                });
        return guards;
    }

    private static IllegalArgumentException refusal(String reference, String how) {
        return new IllegalArgumentException("\"%s\" is a public report %s".formatted(reference, how));
    }
}

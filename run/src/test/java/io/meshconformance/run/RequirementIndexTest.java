package io.meshconformance.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementIndexTest {

    private static final String WHOLE = """
            areas:
            - {id: A, title: a}

            requirements:
            - id: A-001
              strength: MUST
              impact: leaks
              guards: [pomerium#6638, CVE-2021-39206]
              sources: [X]
              statement: 'What isn''t said'
            - id: A-002
              strength: SHOULD
              impact: keeps everybody out
              sources: [X]
              statement: 'The last'
            """;

    @Test
    void anEntryHoldsItsImpactAndThePublicReports() {
        List<RequirementIndex.Entry> entries = parsed(WHOLE).entries();

        assertEquals(
                new RequirementIndex.Entry(
                        "A-001",
                        "MUST",
                        Impact.LEAKS,
                        List.of(Guard.of("pomerium#6638"), Guard.of("CVE-2021-39206")),
                        "What isn't said"),
                entries.get(0));
        assertEquals(
                new RequirementIndex.Entry("A-002", "SHOULD", Impact.KEEPS_OUT, List.of(), "The last"), entries.get(1));
        assertEquals(2, entries.size());
    }

    @Test
    void aMissingImpactIsRefusedWithTheLineOfItsRequirementAndTheCure() {
        assertEquals(
                "manifests/requirements.yaml, line 5: A-001 has no impact; add the line \"  impact: lets somebody in\","
                        + " or another of \"lets somebody in, leaks, keeps everybody out, misleads\"",
                refused("  impact: leaks\n", ""));
    }

    @Test
    void anUnknownImpactIsRefusedWithItsLineAndAllThatThereAre() {
        assertEquals(
                "manifests/requirements.yaml, line 7: \"opens\" is no impact: write one of lets somebody in, leaks, keeps"
                        + " everybody out, misleads",
                refused("impact: leaks", "impact: opens"));
    }

    @Test
    void anIdOrAStrengthOfAnotherFormIsRefusedWithItsLine() {
        assertEquals(
                "manifests/requirements.yaml, line 5: \"nothing\" is no id: write one such as PROXY-001",
                refused("id: A-001", "id: nothing"));
        assertEquals(
                "manifests/requirements.yaml, line 6: \"MAY\" is no strength: write MUST or SHOULD",
                refused("strength: MUST", "strength: MAY"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "guards: pomerium#6638",
                "guards: []",
                "guards:",
                "guards: [pomerium#6638, pomerium#6638]",
                "guards: [pomerium 6638]",
                "guards: [bazel#1]",
                "guards: [http://example.test/1]",
                "guards: [CVE-2021]",
                "guards: [GHSA-35vc-w93w]",
                "guards: [pomerium#0]",
                "guard: [pomerium#6638]",
                "impact: leaks"
            })
    void anythingElseThanReferencesIsRefusedWithItsLine(String line) {
        String refusal = refused("guards: [pomerium#6638, CVE-2021-39206]", line);

        assertTrue(refusal.startsWith("manifests/requirements.yaml, line 8: "), refusal);
        assertTrue(refusal.matches(".*(write|such as|take) .*"), refusal);
    }

    @ParameterizedTest
    @CsvSource({
        "pomerium#6638,                https://github.com/pomerium/pomerium/issues/6638",
        "ingress-controller#135,       https://github.com/pomerium/ingress-controller/issues/135",
        "istio.io#17331,               https://github.com/istio/istio.io/issues/17331",
        "caddyserver/ingress#356,      https://github.com/caddyserver/ingress/issues/356",
        "CVE-2021-39206,               https://www.cve.org/CVERecord?id=CVE-2021-39206",
        "GHSA-35vc-w93w-75c2,          https://github.com/advisories/GHSA-35vc-w93w-75c2",
        "https://example.test/bugs?1,  https://example.test/bugs?1"
    })
    void aReferenceLeadsToWhereItCanBeRead(String reference, String link) {
        assertEquals(link, Guard.of(reference).link());
    }

    private static String refused(String part, String otherwise) {
        String other = WHOLE.replaceFirst(java.util.regex.Pattern.quote(part), otherwise);
        return String.valueOf(assertThrows(WrongUse.class, () -> parsed(other)).getMessage());
    }

    private static RequirementIndex parsed(String text) {
        return RequirementIndex.parse(text.lines().toList());
    }
}

package io.meshconformance.reports.judgement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reports.sample.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the suite accepts of a product, and the page from which its maintainers can reproduce it. */
class FindingsTest {

    private static final Path PAGE = Path.of("docs/findings.md");
    private static final Pattern SECTION = Pattern.compile("## ([A-Z]+-[0-9]{3})\n(.*?)(?=\n## |\\z)", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\((\\.\\./[^)#]+)\\)");

    private final KnownFailures known;
    private final Map<String, String> sections = new TreeMap<>();

    FindingsTest() throws IOException {
        known = KnownFailures.read(Path.of("../ci/known-failures.yaml"));
        Matcher section = SECTION.matcher(Files.readString(PAGE));
        while (section.find()) {
            sections.put(section.group(1), section.group(2));
        }
    }

    @Test
    void everyKnownFailureHasItsSectionAndEverySectionItsKnownFailure() {
        Set<String> ids = new TreeSet<>();
        known.entries().forEach(entry -> ids.add(entry.id()));

        assertFalse(ids.isEmpty());
        assertEquals(ids, sections.keySet());
    }

    @Test
    void aSectionNamesTheRequestTheVersionsAndTheRule() {
        for (KnownFailures.Entry entry : known.entries()) {
            String section = sections.getOrDefault(entry.id(), "");
            String request = entry.check().replaceAll("^\"|\".*", "");

            assertTrue(section.contains(request), entry + " is not in its section");
            entry.seenOn().forEach(seen -> assertTrue(section.contains(seen), entry.id() + " was not seen on " + seen));
            for (String part :
                    new String[] {"expected", "got", "Rule: ", "manifests/scenarios/", "--scenario " + entry.id()}) {
                assertTrue(section.contains(part), entry.id() + " has no " + part);
            }
            assertTrue(SampleRun.REQUIREMENTS.find(entry.id()).isPresent(), entry.id());
        }
    }

    @Test
    void aKnownFailureLinksItsSection() {
        known.entries()
                .forEach(entry ->
                        assertEquals("reports/" + PAGE + "#" + entry.id().toLowerCase(Locale.ROOT), entry.link()));
    }

    @Test
    void everyManifestOfThePageIsThere() throws IOException {
        Matcher link = LINK.matcher(Files.readString(PAGE));

        assertTrue(link.find());
        do {
            assertTrue(Files.exists(PAGE.resolveSibling(link.group(1))), link.group(1));
        } while (link.find());
    }
}

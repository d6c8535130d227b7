package io.meshconformance.reports.writing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reports.events.Ending;
import io.meshconformance.reports.judgement.KnownFailures;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.sample.RichRun;
import io.meshconformance.reports.sample.SampleRun;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

class JUnitXmlTest {

    /** What Jenkins' junit-10.xsd lets stand in each element: attributes, then elements. What is not here it refuses. */
    private static final Map<String, List<Set<String>>> JUNIT_10 = Map.of(
            "testsuites", List.of(Set.of("name", "time", "tests", "failures", "errors"), Set.of("testsuite")),
            "testsuite",
                    List.of(
                            Set.of(
                                    "name",
                                    "tests",
                                    "failures",
                                    "errors",
                                    "group",
                                    "time",
                                    "skipped",
                                    "timestamp",
                                    "hostname",
                                    "id",
                                    "package",
                                    "file",
                                    "log",
                                    "url"),
                            Set.of("testsuite", "properties", "testcase", "system-out", "system-err")),
            "properties", List.of(Set.of(), Set.of("property")),
            "property", List.of(Set.of("name", "value"), Set.of()),
            "testcase",
                    List.of(
                            Set.of("name", "time", "classname", "group"),
                            Set.of("skipped", "error", "failure", "system-out", "system-err")),
            "failure", List.of(Set.of("type", "message"), Set.of()),
            "error", List.of(Set.of("type", "message"), Set.of()),
            "skipped", List.of(Set.of("type", "message"), Set.of()));

    private static final Ending FAILED = Ending.failed(new AssertionError("no"));
    private static final Ending BROKEN = new Ending(Ending.Kind.BROKEN, "", "no node");

    @Test
    void everyElementAndAttributeIsOneThatJenkinsTakes() {
        runs().forEach((name, run) -> {
            Element root = parsed(run.report());
            elements(root, "*").forEach(JUnitXmlTest::isOfTheSchema);
            isOfTheSchema(root);
            for (Element suite : elements(root, "testsuite")) {
                for (String required : List.of("name", "tests", "failures", "errors")) {
                    assertTrue(suite.hasAttribute(required), required);
                }
            }
        });
    }

    private static void isOfTheSchema(Element element) {
        List<Set<String>> allowed = JUNIT_10.get(element.getTagName());
        assertNotNull(allowed, element.getTagName());
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            String attribute = element.getAttributes().item(i).getNodeName();
            assertTrue(allowed.get(0).contains(attribute), element.getTagName() + "@" + attribute);
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                assertTrue(
                        allowed.get(1).contains(inner.getTagName()),
                        inner.getTagName() + " in " + element.getTagName());
            }
        }
        if (element.hasAttribute("time")) {
            assertTrue(element.getAttribute("time").matches("\\d+\\.\\d{3}"), element.getAttribute("time"));
        }
    }

    @Test
    void itIsRedExactlyWhereTheExitCodeIsNotZero() {
        runs().forEach((name, run) -> {
            ConformanceReport report = run.report();
            Element root = parsed(report);
            int exit = report.verdict().exitCode();
            boolean errors = !root.getAttribute("errors").equals("0");
            boolean failures = !root.getAttribute("failures").equals("0");
            assertEquals(exit == 2, errors, name + " ends with " + exit);
            assertEquals(exit != 0, errors || failures, name + " ends with " + exit);
        });
    }

    private static Map<String, SampleRun> runs() {
        Map<String, SampleRun> runs = new LinkedHashMap<>();
        runs.put("passing", RichRun.passing());
        runs.put("failing", RichRun.failing());
        runs.put("known", new SampleRun().whole().known(known("a sentence")).scenario("GUIDE-002", FAILED));
        runs.put("stale", new SampleRun().whole().known(known("a sentence")).scenario("GUIDE-002", Ending.PASSED));
        runs.put("skipped MUST", new SampleRun().whole().scenario("GUIDE-002", Ending.skipped("no IPv6 here")));
        runs.put("skipped SHOULD", new SampleRun().whole().scenario("JWT-005", Ending.skipped("no IPv6 here")));
        runs.put("broken", new SampleRun().broken("No Docker.").scenario("GUIDE-002", BROKEN));
        runs.put("broken before a scenario", new SampleRun().broken("No Docker."));
        runs.put("one broken", new SampleRun().whole().scenario("GUIDE-002", BROKEN));
        runs.put("died", RichRun.passing().died());
        runs.put("dirty", RichRun.passing().dirty());
        runs.put("an event was lost", RichRun.passing().remark("check.json cannot be read"));
        runs.put("some", new SampleRun().asked("GUIDE-002").scenario("GUIDE-002", Ending.PASSED));
        runs.put("one of some failed", new SampleRun().asked("GUIDE-002").scenario("GUIDE-002", FAILED));
        runs.put("none", new SampleRun().asked("GUIDE-002"));
        runs.put("not covered", new SampleRun().scenario("GUIDE-002", Ending.PASSED));
        runs.put("no such promise", new SampleRun().whole().scenario("GUIDE-999", Ending.PASSED));
        return runs;
    }

    private static KnownFailures known(String check) {
        return new KnownFailures(List.of(new KnownFailures.Entry(
                "GUIDE-002", check, SampleRun.JUDGED, "it answers 401", "https://example.test/12", "2027-01-31")));
    }

    @Test
    void theTotalsAreThoseOfTheCases() {
        Element root = parsed(RichRun.failing().report());

        assertEquals(elements(root, "testcase").size(), number(root, "tests"));
        assertEquals(elements(root, "failure").size(), number(root, "failures"));
        assertEquals(elements(root, "error").size(), number(root, "errors"));
        for (Element suite : elements(root, "testsuite")) {
            assertEquals(elements(suite, "testcase").size(), number(suite, "tests"));
            assertEquals(elements(suite, "skipped").size(), number(suite, "skipped"));
            assertEquals("localhost", suite.getAttribute("hostname"));
            LocalDateTime.parse(suite.getAttribute("timestamp"));
        }
        assertEquals("139.000", root.getAttribute("time"));
    }

    @Test
    void theFirstSuiteSaysWhatWasJudged() {
        Element first =
                elements(parsed(RichRun.failing().report()), "testsuite").get(0);
        Map<String, String> properties = new LinkedHashMap<>();
        elements(first, "property")
                .forEach(property -> properties.put(property.getAttribute("name"), property.getAttribute("value")));

        assertEquals("nonconformant", properties.get("conformance.verdict"));
        assertEquals("4711", properties.get("conformance.seed"));
        assertEquals("local", properties.get("conformance.catalogue"));
        assertEquals("0123456789abcdef0123456789abcdef01234567", properties.get("conformance.commit"));
        assertEquals("conformance.local/proxy:local", properties.get("conformance.image.proxy"));
        assertEquals("0.1.0 (reference proxy, not Pomerium)", properties.get("conformance.version.proxy"));
    }

    @Test
    void aFailureSaysWhatWasExpectedWhatCameFromWhichHopAndWhereTheProofLies() {
        Element failure =
                elements(parsed(RichRun.failing().report()), "failure").get(0);

        assertEquals("java.lang.AssertionError", failure.getAttribute("type"));
        assertTrue(failure.getAttribute("message").startsWith("expected 403, body exactly"), failure::getTextContent);
        for (String line : List.of(
                "asked:    GET https://guide-002-k3f9q",
                "expected: 403, body exactly `RBAC: access denied`",
                "got:      200, 615 bytes of `<!DOCTYPE html>`",
                "hop:      the application (its page)",
                "evidence: index.html#GUIDE-002")) {
            assertTrue(failure.getTextContent().contains(line), failure::getTextContent);
        }
    }

    @Test
    void anAcceptedFailureIsNoRedTest() {
        Element root = parsed(new SampleRun()
                .whole()
                .known(known("a sentence"))
                .scenario("GUIDE-002", FAILED)
                .report());

        assertEquals(0, elements(root, "failure").size());
        assertEquals(
                "known: it answers 401, https://example.test/12 (until 2027-01-31)",
                elements(root, "skipped").get(0).getAttribute("message"));
    }

    @Test
    void aBrokenEnvironmentIsAnErrorAndNoFailure() {
        Element root = parsed(new SampleRun()
                .broken("No Docker.")
                .scenario("GUIDE-002", BROKEN)
                .report());

        assertTrue(elements(root, "error").stream()
                .anyMatch(error -> error.getAttribute("message").equals("No Docker.")));
    }

    @Test
    void hostileTextStaysText() {
        String hostile = "\u0000\u001b[31m]]></failure><x a='\"&'>\ud83d\udca5 \ud83d lone\nsecond line";
        ConformanceReport report = new SampleRun()
                .whole()
                .scenario("GUIDE-002", Ending.failed(new AssertionError(hostile)))
                .report();
        Element failure = elements(parsed(report), "failure").get(0);

        assertEquals("??[31m]]></failure><x a='\"&'>\ud83d\udca5 ? lone second line", failure.getAttribute("message"));
        assertTrue(failure.getTextContent().contains("\ud83d\udca5 ? lone\nsecond line"), failure::getTextContent);
    }

    private static int number(Element element, String attribute) {
        return Integer.parseInt(element.getAttribute(attribute));
    }

    private static List<Element> elements(Element parent, String name) {
        var found = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static Element parsed(ConformanceReport report) {
        byte[] xml = JUnitXml.of(report);
        try {
            assertTrue(
                    new String(xml, StandardCharsets.UTF_8).startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml))
                    .getDocumentElement();
        } catch (javax.xml.parsers.ParserConfigurationException | org.xml.sax.SAXException | java.io.IOException e) {
            throw new AssertionError(new String(xml, StandardCharsets.UTF_8), e);
        }
    }
}

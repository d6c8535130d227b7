package io.meshconformance.reports.writing;

import io.meshconformance.reports.model.CheckResult;
import io.meshconformance.reports.model.ConformanceReport;
import io.meshconformance.reports.model.Outcome;
import io.meshconformance.reports.model.ScenarioResult;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The report in the XML that build servers read: a test suite a scenario, a test case a check. */
public final class JUnitXml {

    private final XMLStreamWriter xml;

    private JUnitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** The report as JUnit XML. */
    public static byte[] of(ConformanceReport report) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, "UTF-8");
            new JUnitXml(xml).write(report);
            xml.close();
            return bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a document in memory can always be written", e);
        }
    }

    private void write(ConformanceReport report) throws XMLStreamException {
        xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        xml.writeAttribute("name", "mesh conformance");
        for (ScenarioResult scenario : report.scenarios()) {
            suite(scenario);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.writeCharacters("\n");
    }

    private void suite(ScenarioResult scenario) throws XMLStreamException {
        List<CheckResult> checks = scenario.checks();
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", scenario.id() + " " + scenario.title());
        boolean whole = checks.isEmpty() || scenario.reason() != null && scenario.result() == Outcome.FAILED;
        xml.writeAttribute("tests", String.valueOf(checks.size() + (whole ? 1 : 0)));
        xml.writeAttribute("failures", count(checks, Outcome.FAILED, whole && scenario.result() == Outcome.FAILED));
        xml.writeAttribute("errors", count(checks, Outcome.ERROR, whole && scenario.result() == Outcome.ERROR));
        xml.writeAttribute("time", seconds(scenario.durationMs()));
        if (whole) {
            testcase(scenario.id(), "the scenario itself", scenario.durationMs(), scenario.result(), reason(scenario));
        }
        for (CheckResult check : checks) {
            String text = check.failure() == null
                    ? Objects.requireNonNullElse(check.reason(), "")
                    : check.failure().message();
            testcase(scenario.id(), check.sentence(), check.durationMs(), check.result(), text);
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private static String reason(ScenarioResult scenario) {
        return Objects.requireNonNullElse(scenario.reason(), "");
    }

    private void testcase(String id, String name, long millis, Outcome outcome, String text) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", id);
        xml.writeAttribute("name", printable(name));
        xml.writeAttribute("time", seconds(millis));
        String element = switch (outcome) {
            case PASSED -> "";
            case FAILED -> "failure";
            case ERROR -> "error";
            case SKIPPED, UNSUPPORTED -> "skipped";
        };
        if (!element.isEmpty()) {
            xml.writeStartElement(element);
            xml.writeAttribute("message", printable(text));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** XML 1.0 has no place for control characters, which a broken answer may hold. */
    private static String printable(String text) {
        return text.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD]", "?");
    }

    private static String count(List<CheckResult> checks, Outcome outcome, boolean whole) {
        long count = checks.stream().filter(check -> check.result() == outcome).count();
        return String.valueOf(count + (whole ? 1 : 0));
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    }
}

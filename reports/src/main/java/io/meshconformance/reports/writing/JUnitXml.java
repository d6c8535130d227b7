package io.meshconformance.reports.writing;

import io.meshconformance.evidence.run.JudgedPart;
import io.meshconformance.reports.model.ConformanceReport;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The report in the XML that build servers read: a test suite a scenario, a test case a check, and before them a suite of
 * the rules that the run must pass. It holds a failure or an error exactly where the verdict's exit code is not zero. The
 * form is the one that Jenkins publishes as junit-10.xsd: it has no skipped on the root, and properties on suites only.
 */
public final class JUnitXml {

    /** The machine's name is not told; this is what Ant writes where it knows none. */
    private static final String HOST = "localhost";

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
        List<JUnitSuite> suites = JUnitSuite.of(report);
        xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        attribute("name", "mesh conformance");
        attribute(
                "tests",
                suites.stream().mapToLong(suite -> suite.cases().size()).sum());
        attribute("failures", count(suites, JUnitCase.End.FAILED));
        attribute("errors", count(suites, JUnitCase.End.ERROR));
        attribute("time", seconds(millis(report)));
        Map<String, String> properties = properties(report);
        for (JUnitSuite suite : suites) {
            suite(suite, properties);
            // Once is enough: a build server shows them with the suite they stand in, and the first is that of the run.
            properties = Map.of();
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.writeCharacters("\n");
    }

    private static long count(List<JUnitSuite> suites, JUnitCase.End end) {
        return suites.stream().mapToLong(suite -> suite.count(end)).sum();
    }

    private static long millis(ConformanceReport report) {
        String finished = report.run().finished();
        return finished.isEmpty()
                ? 0
                : Duration.between(Instant.parse(report.run().started()), Instant.parse(finished))
                        .toMillis();
    }

    /** What a reader needs to tell one run from another. */
    private static Map<String, String> properties(ConformanceReport report) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("conformance.verdict", report.verdict().result().word());
        properties.put("conformance.summary", report.verdict().summary());
        properties.put("conformance.run", report.run().id());
        properties.put("conformance.catalogue", report.run().catalogue());
        properties.put("conformance.seed", String.valueOf(report.run().seed()));
        properties.put("conformance.commit", report.run().suite().commit());
        properties.put("conformance.reproduce", report.run().reproduce());
        for (JudgedPart part : report.subject().components()) {
            String what = part.reference() ? " (" + part.title() + ")" : "";
            properties.put("conformance.version." + part.name(), part.version() + what);
            if (!part.image().isEmpty()) {
                properties.put("conformance.image." + part.name(), part.image());
                properties.put("conformance.image-id." + part.name(), part.imageId());
            }
            if (!part.digest().isEmpty()) {
                properties.put("conformance.digest." + part.name(), part.digest());
            }
        }
        return properties;
    }

    private void suite(JUnitSuite suite, Map<String, String> properties) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        attribute("name", suite.name());
        attribute("tests", suite.cases().size());
        attribute("failures", suite.count(JUnitCase.End.FAILED));
        attribute("errors", suite.count(JUnitCase.End.ERROR));
        attribute("skipped", suite.count(JUnitCase.End.SKIPPED));
        attribute("time", seconds(suite.millis()));
        attribute("timestamp", suite.timestamp());
        attribute("hostname", HOST);
        if (!properties.isEmpty()) {
            properties(properties);
        }
        for (JUnitCase test : suite.cases()) {
            testcase(test);
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private void properties(Map<String, String> properties) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("properties");
        for (Map.Entry<String, String> property : properties.entrySet()) {
            xml.writeCharacters("\n      ");
            xml.writeEmptyElement("property");
            attribute("name", property.getKey());
            attribute("value", property.getValue());
        }
        xml.writeCharacters("\n    ");
        xml.writeEndElement();
    }

    private void testcase(JUnitCase test) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        attribute("classname", test.group());
        attribute("name", test.name());
        attribute("time", seconds(test.millis()));
        if (test.end() != JUnitCase.End.PASSED) {
            xml.writeStartElement(test.end().element());
            attribute("type", test.type());
            attribute("message", test.message().strip().replaceAll("\\s+", " "));
            // GitLab shows the body and nothing of the attributes.
            xml.writeCharacters(printable(test.body()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void attribute(String name, long value) throws XMLStreamException {
        xml.writeAttribute(name, String.valueOf(value));
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, printable(value));
    }

    /** XML 1.0 has no place for control characters, which a broken answer may hold. */
    private static String printable(String text) {
        return text.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    }
}

package io.meshconformance.run;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The run before this one, as its report has it. Read it before the report is replaced.
 *
 * @param report the folder of its report
 */
public record LastRun(Path report) {

    /** The report as build servers read it: the one form that is read without a library. */
    private static final String FILE = "conformance-junit.xml";

    private static final String ID = "[A-Z]+-[0-9]+";

    /**
     * The scenarios that failed, but for failures that were accepted, were unstable, or met a broken environment.
     *
     * @return their ids, at least one
     * @throws WrongUse where there is no report, it cannot be read, or none failed
     */
    public Set<String> failed() {
        Path file = report.resolve(FILE);
        if (Files.notExists(file)) {
            throw new WrongUse("--failed asks for what failed in the last run, and there is no report of one in "
                    + report + "; run once without it: ci/verify");
        }
        Set<String> failed = new TreeSet<>();
        try {
            read(Files.readString(file), failed);
        } catch (IOException | XMLStreamException e) {
            throw new WrongUse(
                    "--failed asks for what failed in the last run, and its report " + file
                            + " cannot be read; run once without it: ci/verify",
                    e);
        }
        if (failed.isEmpty()) {
            throw new WrongUse("--failed asks for what failed in the last run, and nothing did, by " + file
                    + "; run without it: ci/verify");
        }
        return failed;
    }

    /** The JDK tells of a broken character and of a torn document type on standard error: it is given neither. */
    private static void read(String xml, Set<String> failed) throws XMLStreamException {
        if (xml.split("<testsuite", 2)[0].contains("<!DOCTYPE")) {
            throw new XMLStreamException("a report has no document type");
        }
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
        String scenario = "";
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                switch (reader.getLocalName()) {
                    case "testcase" ->
                        scenario = Objects.requireNonNullElse(reader.getAttributeValue(null, "classname"), "");
                    case "failure", "flakyFailure", "error" -> {
                        // Beside scenarios there are rules of the run itself.
                        if (scenario.matches(ID)) {
                            failed.add(scenario);
                        }
                    }
                    default -> {}
                }
            }
        }
    }
}

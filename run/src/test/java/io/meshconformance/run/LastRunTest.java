package io.meshconformance.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastRunTest {

    @TempDir
    Path report;

    @Test
    void whatFailedOrWasBrokenIsNamed() throws IOException {
        report("""
                <testsuites><testsuite name="s">
                <testcase classname="GUIDE-001" name="a"/>
                <testcase classname="GUIDE-002" name="a"/>
                <testcase classname="GUIDE-002" name="b"><failure message="no"/></testcase>
                <testcase classname="the run" name="a"><failure message="no"/></testcase>
                <testcase classname="GW-001" name="a"><error message="no"/></testcase>
                <testcase classname="GW-002" name="a"><skipped message="known"/></testcase>
                </testsuite></testsuites>
                """);

        assertEquals(Set.of("GUIDE-002", "GW-001"), new LastRun(report).failed());
    }

    @Test
    void aLastRunIsNeeded() {
        assertEquals(
                "--failed asks for what failed in the last run, and there is no report of one in " + report
                        + "; run once without it: ci/verify",
                refusal());
    }

    @Test
    void aLastRunWithoutAFailureLeavesNothing() throws IOException {
        report("<testsuites><testcase classname='GUIDE-001' name='a'/></testsuites>");

        assertTrue(refusal().startsWith("--failed asks for what failed in the last run, and nothing did"), refusal());
    }

    @Test
    void aTornReportIsNoLastRun() throws IOException {
        report("<testsuites><testcase");

        assertTrue(refusal().contains("cannot be read"), refusal());
    }

    @Test
    void aReportOfTheSuiteHasNoDocumentType() throws IOException {
        report("<!DOCTYPE a []><testsuites><testcase classname='GUIDE-001'><failure/></testcase></testsuites>");

        assertTrue(refusal().contains("cannot be read"), refusal());
    }

    @Test
    void aFailureMayQuoteADocumentType() throws IOException {
        report("<testsuites><testcase classname='GUIDE-001'><failure><![CDATA[<!DOCTYPE html>]]></failure></testcase>"
                + "</testsuites>");

        assertEquals(Set.of("GUIDE-001"), new LastRun(report).failed());
    }

    private void report(String xml) throws IOException {
        Files.writeString(report.resolve("conformance-junit.xml"), xml);
    }

    private String refusal() {
        return assertThrows(WrongUse.class, () -> new LastRun(report).failed()).getMessage();
    }
}

package io.meshconformance.reports.github;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkflowCommandTest {

    @Test
    void aMessageEndsNeitherItsLineNorBeginsAnother() {
        assertEquals(
                "::error::100%25, then%0D%0A::error::forged %250A",
                new WorkflowCommand("error", Map.of(), "100%, then\r\n::error::forged %0A").line());
    }

    @Test
    void aPropertyEndsNeitherItselfNorTheProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("file", "a:b,c%\n");
        properties.put("title", "x,line=1::y");

        assertEquals(
                "::error file=a%3Ab%2Cc%25%0A,title=x%2Cline=1%3A%3Ay::said",
                new WorkflowCommand("error", properties, "said").line());
    }
}

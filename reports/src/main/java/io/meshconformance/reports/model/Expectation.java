package io.meshconformance.reports.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One expectation on one answer.
 *
 * @param subject what was asked
 * @param expected what had to come
 * @param actual what came
 * @param answeredBy the hop that answered
 * @param held whether they agree
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Expectation(String subject, String expected, String actual, String answeredBy, boolean held) {

    /** Reads what is absent as empty. */
    public Expectation {
        subject = Absent.text(subject);
        expected = Absent.text(expected);
        actual = Absent.text(actual);
        answeredBy = Absent.text(answeredBy);
    }
}

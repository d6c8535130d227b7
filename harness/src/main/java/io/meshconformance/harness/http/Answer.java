package io.meshconformance.harness.http;

/** What came back: a response, or the way in which none came. A failure is a value, because it is what some checks expect. */
public sealed interface Answer permits Response, Failure {

    /** One line for a person: status and an excerpt, or what went wrong. */
    String summary();
}

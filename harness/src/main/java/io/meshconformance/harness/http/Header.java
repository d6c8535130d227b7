package io.meshconformance.harness.http;

/** One header line as it went over the wire. */
public record Header(String name, String value) {}

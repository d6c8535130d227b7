/** What JUnit told: the files the harness publishes, read with tolerance, and the run as it happened. */
@org.jspecify.annotations.NullMarked
package io.meshconformance.reports.events;

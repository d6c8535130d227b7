/** Waiting with named limits: the only way to Awaitility, and the only place where time passes. */
@org.jspecify.annotations.NullMarked
package io.meshconformance.harness.wait;

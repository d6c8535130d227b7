/**
 * The stages that scenarios play on: each a namespace with workloads, which goes from one scenario to the next where it is
 * shown to be as it was built.
 */
@org.jspecify.annotations.NullMarked
package io.meshconformance.harness.stage;

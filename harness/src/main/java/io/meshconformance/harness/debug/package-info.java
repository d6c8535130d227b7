/** What the cluster looked like when a scenario failed. */
@org.jspecify.annotations.NullMarked
package io.meshconformance.harness.debug;

/** What goes over the wire and what is expected of it: clients, exchanges, who answered, expectations. */
@org.jspecify.annotations.NullMarked
package io.meshconformance.harness.traffic;

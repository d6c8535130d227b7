/** What one scenario plays on: its namespace, hosts, routes, workloads and clients. */
@NullMarked
package io.meshconformance.harness.stage;

import org.jspecify.annotations.NullMarked;

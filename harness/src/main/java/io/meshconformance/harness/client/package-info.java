/** Clients that ask: one outside the cluster, one in a pod. */
@NullMarked
package io.meshconformance.harness.client;

import org.jspecify.annotations.NullMarked;

/** One scenario's namespace, what it applies and takes back, its routes, callers and workloads. */
@NullMarked
package io.meshconformance.harness.scene;

import org.jspecify.annotations.NullMarked;

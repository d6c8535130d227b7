/** Manifests, how they are applied and when they are ready. */
@NullMarked
package io.meshconformance.harness.kube;

import org.jspecify.annotations.NullMarked;

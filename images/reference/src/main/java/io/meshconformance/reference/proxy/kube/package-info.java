/** Watching the cluster, translating what it says into one snapshot, and writing back what came of it. */
@NullMarked
package io.meshconformance.reference.proxy.kube;

import org.jspecify.annotations.NullMarked;

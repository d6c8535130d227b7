/** The container engine, the image catalogue and the node. */
@NullMarked
package io.meshconformance.harness.cluster;

import org.jspecify.annotations.NullMarked;

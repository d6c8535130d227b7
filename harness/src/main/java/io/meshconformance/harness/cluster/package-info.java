/** Where a node comes from, and how it is reached. */
@NullMarked
package io.meshconformance.harness.cluster;

import org.jspecify.annotations.NullMarked;

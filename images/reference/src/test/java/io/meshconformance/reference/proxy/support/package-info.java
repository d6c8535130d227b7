/** A provider, a workload, a browser and keys for the tests. */
@NullMarked
package io.meshconformance.reference.proxy.support;

import org.jspecify.annotations.NullMarked;

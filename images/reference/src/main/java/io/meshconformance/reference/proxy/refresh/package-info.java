/** Sessions that are refreshed at the provider, and end where it refuses. */
@NullMarked
package io.meshconformance.reference.proxy.refresh;

import org.jspecify.annotations.NullMarked;

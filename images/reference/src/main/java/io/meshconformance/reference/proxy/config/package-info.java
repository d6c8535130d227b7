/** What the proxy serves right now, as immutable values. */
@NullMarked
package io.meshconformance.reference.proxy.config;

import org.jspecify.annotations.NullMarked;

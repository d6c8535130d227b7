/** The listeners and what they answer. */
@NullMarked
package io.meshconformance.reference.proxy.serve;

import org.jspecify.annotations.NullMarked;

/** A run whose people sign in at a provider that no run installed, rehearsed with one in a container beside the node. */
@NullMarked
package io.meshconformance.rehearsal.provider;

import org.jspecify.annotations.NullMarked;

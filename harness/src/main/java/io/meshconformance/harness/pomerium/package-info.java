/** All that names Pomerium: its answers, paths, headers, resources, namespaces and addresses. */
@NullMarked
package io.meshconformance.harness.pomerium;

import org.jspecify.annotations.NullMarked;

/** The reference proxy: takes the place of the ingress controller where its image cannot be had. */
@NullMarked
package io.meshconformance.reference.proxy;

import org.jspecify.annotations.NullMarked;

/** The identity provider outwards, the signed assertion inwards. */
@NullMarked
package io.meshconformance.reference.proxy.identity;

import org.jspecify.annotations.NullMarked;

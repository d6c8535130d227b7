/** What a request is answered. */
@NullMarked
package io.meshconformance.reference.proxy.serve;

import org.jspecify.annotations.NullMarked;

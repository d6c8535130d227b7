/** What a client says in a request, read as the proxy reads it. */
@NullMarked
package io.meshconformance.reference.proxy.request;

import org.jspecify.annotations.NullMarked;

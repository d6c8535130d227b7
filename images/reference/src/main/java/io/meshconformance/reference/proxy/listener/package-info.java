/** What the proxy listens on: TLS, plain HTTP and the probes. */
@NullMarked
package io.meshconformance.reference.proxy.listener;

import org.jspecify.annotations.NullMarked;

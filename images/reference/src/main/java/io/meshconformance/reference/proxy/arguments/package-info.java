/** The command line, as the ingress controller takes it. */
@NullMarked
package io.meshconformance.reference.proxy.arguments;

import org.jspecify.annotations.NullMarked;

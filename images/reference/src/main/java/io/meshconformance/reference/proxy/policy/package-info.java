/** The policy language: parsed once, evaluated for each request. */
@NullMarked
package io.meshconformance.reference.proxy.policy;

import org.jspecify.annotations.NullMarked;

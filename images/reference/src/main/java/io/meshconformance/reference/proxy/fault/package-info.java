/** Named wrongs that can be switched on, so that conformance checks can be tested. */
@NullMarked
package io.meshconformance.reference.proxy.fault;

import org.jspecify.annotations.NullMarked;

/** What every scenario stands on: mesh, proxy, provider, clients. */
@NullMarked
package io.meshconformance.harness.platform;

import org.jspecify.annotations.NullMarked;

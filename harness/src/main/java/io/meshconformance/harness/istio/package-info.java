/** All that names Istio or Envoy: texts, decisions, log formats, resources, namespaces and container names. */
@NullMarked
package io.meshconformance.harness.istio;

import org.jspecify.annotations.NullMarked;

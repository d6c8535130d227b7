package io.meshconformance.harness.scene;

import io.meshconformance.harness.client.PodClient;
import java.util.function.Function;

/**
 * The pods from which requests can be sent past the proxy.
 *
 * @param inside has a sidecar, and so an identity in the mesh
 * @param outside has none
 * @param in the client of a namespace that brings its own
 */
public record ClientPods(PodClient inside, PodClient outside, Function<String, PodClient> in) {}

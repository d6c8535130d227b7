package io.meshconformance.harness.stage;

import io.meshconformance.harness.traffic.PodClient;

/**
 * The pods from which requests can be sent round the front door.
 *
 * @param inside has a sidecar, and so an identity in the mesh
 * @param outside has none
 */
public record Clients(PodClient inside, PodClient outside) {}

package io.meshconformance.reference.proxy.config;

import io.meshconformance.reference.proxy.fault.Faults;

/** Everything a request is judged by; replaced as a whole on every change. */
public record Snapshot(Settings settings, RouteTable routes, Faults faults) {}

package io.meshconformance.reference.proxy.config;

import io.meshconformance.reference.proxy.fault.Faults;

/** Everything a request is judged by; replaced as a whole on every change. */
public record Snapshot(ProxySettings settings, RouteTable routes, Faults faults) {}

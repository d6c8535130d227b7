package io.meshconformance.harness.scene;

import io.meshconformance.harness.browser.Browser;
import io.meshconformance.harness.client.OutsideClient;

/**
 * The clients of a scenario.
 *
 * @param outside the one outside the cluster
 * @param pods those inside
 * @param browser the browser that a person would use
 */
public record Clients(OutsideClient outside, ClientPods pods, Browser browser) {}

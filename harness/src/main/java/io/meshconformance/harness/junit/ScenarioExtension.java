package io.meshconformance.harness.junit;

import org.junit.jupiter.api.extension.Extension;

/** Gives a scenario its namespace, its manifests and its evidence. */
public final class ScenarioExtension implements Extension {}

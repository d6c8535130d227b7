package io.meshconformance.reference.proxy.identity;

import io.meshconformance.reference.proxy.config.ProviderSettings;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One provider for each setting, so that its discovery survives a change of anything else. */
public final class Providers {
    private final Map<ProviderSettings, Provider> providers = new ConcurrentHashMap<>();

    /** The provider of these settings, always the same one. */
    public Provider of(ProviderSettings settings) {
        return providers.computeIfAbsent(settings, Provider::new);
    }
}

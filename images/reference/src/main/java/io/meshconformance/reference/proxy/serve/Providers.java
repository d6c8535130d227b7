package io.meshconformance.reference.proxy.serve;

import io.meshconformance.reference.proxy.config.ProviderSettings;
import io.meshconformance.reference.proxy.identity.Provider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One provider for each setting, so that its discovery survives a change of anything else. */
final class Providers {
    private final Map<ProviderSettings, Provider> providers = new ConcurrentHashMap<>();

    Provider of(ProviderSettings settings) {
        return providers.computeIfAbsent(settings, Provider::new);
    }
}

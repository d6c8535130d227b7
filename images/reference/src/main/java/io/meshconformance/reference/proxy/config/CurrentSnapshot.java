package io.meshconformance.reference.proxy.config;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The snapshot in force; written by what watches the configuration, read by every request. */
public final class CurrentSnapshot {
    private final AtomicReference<@Nullable Snapshot> current = new AtomicReference<>();

    /** Puts a new snapshot in force for every request that starts from now on. */
    public void replace(Snapshot snapshot) {
        current.set(snapshot);
    }

    /** The snapshot in force; absent until the first one came. */
    public Optional<Snapshot> get() {
        return Optional.ofNullable(current.get());
    }
}

package io.meshconformance.evidence.declaration;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/**
 * Scenarios share the mesh, and most of them the proxy; one that changes what others stand on has it for itself: the whole
 * mesh, or the proxy alone.
 */
public final class MeshLock implements ResourceLocksProvider {

    /** Creates the provider; JUnit does. */
    public MeshLock() {}

    @Override
    public Set<Lock> provideForClass(Class<?> testClass) {
        @Nullable Scenario scenario = testClass.getAnnotation(Scenario.class);
        Lock mesh = lock("mesh", scenario != null && scenario.meshWide());
        return scenario != null && !scenario.byProxy()
                ? Set.of(mesh)
                : Set.of(mesh, lock("proxy", scenario != null && scenario.proxyWide()));
    }

    private static Lock lock(String what, boolean alone) {
        return new Lock(what, alone ? ResourceAccessMode.READ_WRITE : ResourceAccessMode.READ);
    }
}

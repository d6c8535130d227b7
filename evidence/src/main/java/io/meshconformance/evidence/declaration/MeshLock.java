package io.meshconformance.evidence.declaration;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/** Scenarios share the mesh; one that changes what all stand on has it for itself. */
public final class MeshLock implements ResourceLocksProvider {

    /** Creates the provider; JUnit does. */
    public MeshLock() {}

    @Override
    public Set<Lock> provideForClass(Class<?> testClass) {
        @Nullable Scenario scenario = testClass.getAnnotation(Scenario.class);
        boolean alone = scenario != null && scenario.meshWide();
        return Set.of(new Lock("mesh", alone ? ResourceAccessMode.READ_WRITE : ResourceAccessMode.READ));
    }
}

package io.meshconformance.reports.listener;

import io.meshconformance.evidence.declaration.EarlyEnd;
import io.meshconformance.reports.model.ScenarioResult;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.engine.support.store.NamespacedHierarchicalStore;

/** Ends a run early where that was asked for: after the first failure that is not accepted no further scenario begins. */
final class FirstFailure {

    private static final Namespace NAMESPACE = Namespace.create(EarlyEnd.class);

    private final @Nullable NamespacedHierarchicalStore<Namespace> session;

    /** Leaves the order in the store of the launcher's session, where scenarios look for it; without a store, never. */
    FirstFailure(@Nullable NamespacedHierarchicalStore<Namespace> session) {
        this.session = session;
    }

    /** Gives the order where this is the first failure. */
    void judged(ScenarioResult scenario) {
        if (session != null && scenario.failedUnexpectedly()) {
            session.computeIfAbsent(NAMESPACE, EarlyEnd.class, key -> new EarlyEnd(scenario.id()));
        }
    }

    /** The failure for which a scenario did not begin, where that was why. */
    Optional<String> heldBack(String reason) {
        return Optional.ofNullable(session)
                .map(store -> store.get(NAMESPACE, EarlyEnd.class, EarlyEnd.class))
                .filter(order -> order.reason().equals(reason))
                .map(EarlyEnd::failed);
    }
}

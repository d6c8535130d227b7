package io.meshconformance.harness.stage;

import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.environment.Environment;
import io.meshconformance.harness.istio.SidecarMarker;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stages of a run. A scenario is lent the one that the scenario before it in the {@link Succession} gave back, or a
 * new one; it never waits for one.
 */
public final class Stages {

    private final Environment environment;
    private final Succession succession;
    private final Map<String, Stage> left = new HashMap<>();
    private final Set<String> begun = new HashSet<>();
    private final Map<Base, Integer> numbers = new HashMap<>();

    /**
     * No stage yet.
     *
     * @param environment the run's environment
     * @param succession which scenario takes over from which
     */
    public Stages(Environment environment, Succession succession) {
        this.environment = environment;
        this.succession = succession;
    }

    /**
     * Lends a stage.
     *
     * @param scenario the scenario that plays on it
     * @param own the name of a namespace for it alone
     * @return a stage that is what it was when it was built, or one of which nothing is there
     */
    public Stage lend(Scenario scenario, String own) {
        Optional<Stage> before = takenOver(scenario.id());
        if (before.filter(Stage::isAsBuilt).isPresent()) {
            before.get().namespace().belongsTo(scenario.id());
            return before.get();
        }
        before.ifPresent(spoilt -> spoilt.namespace().delete());
        return stage(succession.has(scenario.id()) ? shared(scenario) : own);
    }

    /** Whether another scenario is to take over the stage of this one. */
    public synchronized boolean hasNext(Scenario scenario) {
        return succession
                .follower(scenario.id())
                .filter(next -> !begun.contains(next))
                .isPresent();
    }

    /**
     * Takes a stage back from which all that its scenario applied is gone, and keeps it for the next one.
     *
     * @param scenario the scenario that ends
     * @return whether there is a next one; where not, the stage is to be taken away
     */
    public synchronized boolean giveBack(Stage stage, Scenario scenario) {
        Optional<String> follower = succession.follower(scenario.id()).filter(next -> !begun.contains(next));
        if (!stage.isBuilt() || follower.isEmpty()) {
            return false;
        }
        stage.left(scenario.id());
        left.put(follower.get(), stage);
        environment.undoAtEnd(() ->
                takenOver(follower.get()).ifPresent(unused -> unused.namespace().delete()));
        return true;
    }

    private synchronized Optional<Stage> takenOver(String scenario) {
        begun.add(scenario);
        return Optional.ofNullable(left.remove(scenario));
    }

    private synchronized String shared(Scenario scenario) {
        Base base = Base.of(scenario).orElseThrow();
        return base.stem() + "-" + numbers.merge(base, 1, Integer::sum) + "-"
                + environment.run().id();
    }

    private Stage stage(String name) {
        var client = environment.cluster().client();
        return new Stage(
                new StageNamespace(client, name),
                SidecarMarker.in(
                        client,
                        environment.applier(),
                        name,
                        environment.timeouts().exec()));
    }
}

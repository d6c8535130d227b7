package io.meshconformance.harness.stage;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.meshconformance.evidence.declaration.Scenario;
import io.meshconformance.harness.environment.Environment;
import io.meshconformance.harness.istio.SidecarMarker;
import io.meshconformance.harness.kube.Applier;
import io.meshconformance.harness.kube.Manifest;
import io.meshconformance.harness.kube.ManifestParameter;
import io.meshconformance.run.EnvironmentBroken;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The stages of a run. A scenario is lent the one that the scenario before it in the {@link Succession} gave back, or one
 * that was built ahead for it, or a new one; it waits for none that another scenario has.
 */
public final class Stages {

    private final Environment environment;
    private final Succession succession;
    private final Map<String, Stage> left = new HashMap<>();
    private final Map<String, StageAhead> ahead = new HashMap<>();
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
        environment.undoAtEnd(this::takeLeftAway);
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
        succession.next(scenario.id()).ifPresent(this::buildAhead);
        if (before.filter(stage -> isTakenOver(stage, scenario)).isPresent()) {
            return before.get();
        }
        before.ifPresent(this::takeAway);
        return builtAhead(scenario.id()).orElseGet(() -> stage(succession.has(scenario.id()) ? shared(scenario) : own));
    }

    private synchronized void buildAhead(Scenario scenario) {
        if (!begun.contains(scenario.id())) {
            Stage stage = stage(shared(scenario));
            ahead.put(scenario.id(), StageAhead.begin(stage, () -> build(stage, scenario)));
        }
    }

    private void build(Stage stage, Scenario scenario) {
        String name = stage.namespace().name();
        Applier applier = environment.applier();
        applier.apply(stage.namespace().of(scenario.id(), environment.run().id()));
        Collection<HasMetadata> base = Manifest.load(
                        "scenarios/" + Base.of(scenario).orElseThrow().file(),
                        environment.manifestParameters().with(ManifestParameter.NAMESPACE, name))
                .in(name)
                .objects();
        applier.apply(base);
        environment.readiness().awaitDeployments(base);
        stage.built(base);
    }

    private Optional<Stage> builtAhead(String scenario) {
        Optional<StageAhead> begun = begunAhead(scenario);
        Optional<Stage> built = begun.flatMap(StageAhead::built);
        if (built.isEmpty()) {
            begun.map(StageAhead::stage).ifPresent(this::takeAway);
        }
        return built;
    }

    private synchronized Optional<StageAhead> begunAhead(String scenario) {
        return Optional.ofNullable(ahead.remove(scenario));
    }

    private synchronized Optional<Stage> takenOver(String scenario) {
        begun.add(scenario);
        return Optional.ofNullable(left.remove(scenario));
    }

    private static boolean isTakenOver(Stage stage, Scenario scenario) {
        try {
            if (!stage.isAsBuilt()) {
                return false;
            }
            stage.namespace().belongsTo(scenario.id());
            return true;
        } catch (KubernetesClientException | EnvironmentBroken e) {
            // What is not shown to be as it was built is not taken over; a node that is gone is told by the watch.
            return false;
        }
    }

    /** Whether another scenario is to take over the stage of this one. */
    public boolean hasNext(Scenario scenario) {
        return next(scenario).isPresent();
    }

    private synchronized Optional<String> next(Scenario scenario) {
        return succession.follower(scenario.id()).filter(next -> !begun.contains(next));
    }

    /**
     * Takes a stage back and keeps it for the next scenario.
     *
     * @param scenario the scenario that ends, and has its verdict
     * @param takingBack takes all back that it applied there, and waits until it is gone
     * @return whether it is kept; where not, it is to be taken away: there is no next scenario, or something did not go
     */
    public boolean giveBack(Stage stage, Scenario scenario, Runnable takingBack) {
        if (!stage.isBuilt() || !hasNext(scenario)) {
            return false;
        }
        try {
            takingBack.run();
        } catch (KubernetesClientException | EnvironmentBroken e) {
            return false;
        }
        stage.left(scenario.id());
        return isKept(stage, scenario);
    }

    private synchronized boolean isKept(Stage stage, Scenario scenario) {
        Optional<String> next = next(scenario);
        next.ifPresent(follower -> left.put(follower, stage));
        return next.isPresent();
    }

    /** What the cluster refuses to delete now is tried again at the end of the run. */
    private void takeAway(Stage stage) {
        try {
            stage.namespace().delete();
        } catch (EnvironmentBroken refused) {
            environment.undoAtEnd(() -> stage.namespace().delete());
        }
    }

    /** At the end of a run no scenario comes any more for those that are left, or were built ahead. */
    private void takeLeftAway() {
        List<Stage> unused;
        synchronized (this) {
            unused = Stream.concat(
                            left.values().stream(), ahead.values().stream().map(StageAhead::stage))
                    .toList();
            left.clear();
            ahead.clear();
        }
        unused.forEach(stage -> stage.namespace().delete());
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

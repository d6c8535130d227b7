package io.meshconformance.scenarios.mutants;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.meshconformance.harness.environment.Environment;
import io.meshconformance.harness.kube.Applier;
import io.meshconformance.harness.kube.Edit;
import io.meshconformance.harness.wait.Eventually;
import io.meshconformance.harness.wait.Observation;
import io.meshconformance.harness.wait.Timeouts;
import io.meshconformance.harness.wait.WaitExpired;
import io.meshconformance.run.EnvironmentBroken;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mutant that is in force on a cluster until it is closed: then all is as it was, and is known to be. */
final class MutantInForce implements AutoCloseable {

    private static final String TOUCHED = "io.meshconformance/touched-by-mutant";

    private final KubernetesClient client;
    private final Applier applier;
    private final Timeouts timeouts;
    private final Mutant mutant;
    private final Collection<String> scenarios;
    private final List<Runnable> restores = new ArrayList<>();
    private boolean there;

    /**
     * A mutant that is not in force yet.
     *
     * @param scenarios the scenarios whose objects it rewrites
     */
    MutantInForce(
            KubernetesClient client, Applier applier, Timeouts timeouts, Mutant mutant, Collection<String> scenarios) {
        this.client = client;
        this.applier = applier;
        this.timeouts = timeouts;
        this.mutant = mutant;
        this.scenarios = scenarios;
    }

    /**
     * Puts a mutant in force and waits until it is.
     *
     * @param scenarios the scenarios whose objects it rewrites
     * @throws EnvironmentBroken when it does not come into force
     */
    static MutantInForce on(Environment environment, Mutant mutant, Collection<String> scenarios) {
        var inForce = new MutantInForce(
                environment.cluster().client(), environment.applier(), environment.timeouts(), mutant, scenarios);
        environment.undoAtEnd(inForce::close);
        inForce.begin();
        return inForce;
    }

    /** Puts it in force; where that fails, takes it back. */
    synchronized void begin() {
        there = true;
        try {
            AdmissionPolicies.of(mutant, scenarios).forEach(applier::apply);
            await(mutant.rewrites().size());
            mutant.touches().forEach(this::touch);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** The policies go first: as long as one of them rewrites, no object can be made what it was. */
    @Override
    public synchronized void close() {
        if (there) {
            there = false;
            AdmissionPolicies.of(mutant, scenarios)
                    .forEach(object -> client.resource(object).delete());
            await(0);
            restores.forEach(Runnable::run);
        }
    }

    private void touch(Mutant.Touched touched) {
        var kind = client.genericKubernetesResources(touched.apiVersion(), touched.kind());
        Resource<GenericKubernetesResource> object = touched.namespace().isEmpty()
                ? kind.withName(touched.name())
                : kind.inNamespace(touched.namespace()).withName(touched.name());
        GenericKubernetesResource before = object.require();
        restores.add(() -> Edit.of(object, now -> restored(before, now)));
        Edit.of(object, now -> {
            Map<String, String> annotations = new HashMap<>(
                    Optional.ofNullable(now.getMetadata().getAnnotations()).orElse(Map.of()));
            annotations.put(TOUCHED, mutant.id());
            now.getMetadata().setAnnotations(annotations);
            return now;
        });
    }

    private static GenericKubernetesResource restored(GenericKubernetesResource before, GenericKubernetesResource now) {
        now.getMetadata().setAnnotations(before.getMetadata().getAnnotations());
        before.getAdditionalProperties().forEach((name, value) -> {
            if (!name.equals("status")) {
                now.setAdditionalProperty(name, value);
            }
        });
        return now;
    }

    private void await(int policies) {
        try {
            Eventually.within(timeouts, Timeouts::routeLive)
                    .until(
                            policies + " policies of the mutant " + mutant.id() + " in force",
                            this::probed,
                            probe -> new Observation(
                                    AdmissionPolicies.inForce(mutant, probe) == policies,
                                    probe.getData().keySet().toString()));
        } catch (WaitExpired e) {
            throw new EnvironmentBroken(
                    String.valueOf(e.getMessage()),
                    "see what became of them: kubectl get mutatingadmissionpolicies -o yaml",
                    e);
        }
    }

    private ConfigMap probed() {
        return client.resource(AdmissionPolicies.probe()).dryRun(true).create();
    }
}

package io.meshconformance.scenarios.mutants;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
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

/** Mutants that are in force on a cluster until they are closed: then all is as it was, and is known to be. */
final class MutantsInForce implements AutoCloseable {

    private static final String TOUCHED = "io.meshconformance/touched-by-mutant";

    private final KubernetesClient client;
    private final Applier applier;
    private final Timeouts timeouts;
    private final Map<Mutant, ? extends Collection<String>> mutants;
    private final List<Runnable> restores = new ArrayList<>();
    private boolean there;

    /**
     * Mutants that are not in force yet.
     *
     * @param mutants each with the scenarios whose objects it rewrites
     */
    MutantsInForce(
            KubernetesClient client,
            Applier applier,
            Timeouts timeouts,
            Map<Mutant, ? extends Collection<String>> mutants) {
        this.client = client;
        this.applier = applier;
        this.timeouts = timeouts;
        this.mutants = mutants;
    }

    /**
     * Puts mutants in force and waits until all of them are.
     *
     * @param mutants each with the scenarios whose objects it rewrites
     * @throws EnvironmentBroken when one does not come into force
     */
    static MutantsInForce on(Environment environment, Map<Mutant, ? extends Collection<String>> mutants) {
        var inForce = new MutantsInForce(
                environment.cluster().client(), environment.applier(), environment.timeouts(), mutants);
        environment.undoAtEnd(inForce::close);
        inForce.begin();
        return inForce;
    }

    /** Puts them in force; where that fails, takes them back. */
    synchronized void begin() {
        there = true;
        try {
            policies().forEach(applier::apply);
            await(mutants.keySet().stream()
                    .mapToLong(mutant -> mutant.rewrites().size())
                    .sum());
            mutants.keySet().stream()
                    .map(Mutant::touches)
                    .flatMap(Collection::stream)
                    .distinct()
                    .forEach(this::touch);
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
            policies().forEach(object -> client.resource(object).delete());
            await(0);
            restores.forEach(Runnable::run);
        }
    }

    private List<HasMetadata> policies() {
        return mutants.entrySet().stream()
                .flatMap(mutant -> AdmissionPolicies.of(mutant.getKey(), mutant.getValue()).stream())
                .toList();
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
            annotations.put(TOUCHED, ids());
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

    private void await(long policies) {
        try {
            Eventually.within(timeouts, Timeouts::routeLive)
                    .until(
                            policies + " policies in force of the mutants " + ids(),
                            this::probed,
                            probe -> new Observation(
                                    inForce(probe) == policies,
                                    probe.getData().keySet().toString()));
        } catch (WaitExpired e) {
            throw new EnvironmentBroken(
                    String.valueOf(e.getMessage()),
                    "see what became of them: kubectl get mutatingadmissionpolicies -o yaml",
                    e);
        }
    }

    private long inForce(ConfigMap probe) {
        return mutants.keySet().stream()
                .mapToLong(mutant -> AdmissionPolicies.inForce(mutant, probe))
                .sum();
    }

    private String ids() {
        return String.join(", ", mutants.keySet().stream().map(Mutant::id).toList());
    }

    private ConfigMap probed() {
        return client.resource(AdmissionPolicies.probe()).dryRun(true).create();
    }
}

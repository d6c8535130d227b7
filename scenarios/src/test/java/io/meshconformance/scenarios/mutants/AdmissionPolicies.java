package io.meshconformance.scenarios.mutants;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingAdmissionPolicyBindingBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingAdmissionPolicyBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.NamedRuleWithOperations;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.NamedRuleWithOperationsBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Kubernetes' own means to rewrite objects on their way in: a policy and its binding for each rewrite of a mutant. Each
 * policy also rewrites one object of its own, a probe: only by what comes back of it can be told that it is in force.
 */
final class AdmissionPolicies {

    private static final String PROBE = "mutant-probe";
    private static final String IS_PROBE = "(object.kind == 'ConfigMap' && object.metadata.name == '" + PROBE + "')";

    private AdmissionPolicies() {}

    /**
     * The policies of a mutant, each before its binding.
     *
     * @param scenarios the scenarios whose objects are rewritten
     */
    static List<HasMetadata> of(Mutant mutant, Collection<String> scenarios) {
        List<HasMetadata> objects = new ArrayList<>();
        for (int number = 0; number < mutant.rewrites().size(); number++) {
            String name = name(mutant, number);
            objects.add(policy(name, mutant.rewrites().get(number), scenarios));
            objects.add(new MutatingAdmissionPolicyBindingBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .endMetadata()
                    .withNewSpec()
                    .withPolicyName(name)
                    .endSpec()
                    .build());
        }
        return objects;
    }

    private static String name(Mutant mutant, int number) {
        return "mutant-" + mutant.id() + "-" + number;
    }

    /** An expression that fails leaves the object as it is: refused, it would turn scenarios red for another reason. */
    private static HasMetadata policy(String name, Rewrite rewrite, Collection<String> scenarios) {
        return new MutatingAdmissionPolicyBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withFailurePolicy("Ignore")
                .withReinvocationPolicy("Never")
                .withNewMatchConstraints()
                .addToResourceRules(
                        rule(rewrite.group(), rewrite.plural(), "CREATE", "UPDATE"), rule("", "configmaps", "CREATE"))
                .endMatchConstraints()
                .addNewMatchCondition(IS_PROBE + " || (" + rewrite.condition(scenarios) + ")", "rewritten")
                .addNewMutation()
                .withPatchType("JSONPatch")
                .withNewJsonPatch(IS_PROBE + " ? [JSONPatch{op: 'add', path: '/data/" + name
                        + "', value: 'in force'}] : " + rewrite.mutation())
                .endMutation()
                .endSpec()
                .build();
    }

    private static NamedRuleWithOperations rule(String group, String plural, String... operations) {
        return new NamedRuleWithOperationsBuilder()
                .withApiGroups(group)
                .withApiVersions("*")
                .withResources(plural)
                .withOperations(operations)
                .build();
    }

    /** An object to be created for trial, never in earnest. */
    static ConfigMap probe() {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(PROBE)
                .withNamespace("default")
                .endMetadata()
                .addToData("probe", "")
                .build();
    }

    /** How many policies of a mutant rewrote a probe. */
    static long inForce(Mutant mutant, ConfigMap probe) {
        return java.util.stream.IntStream.range(0, mutant.rewrites().size())
                .filter(number -> probe.getData().containsKey(name(mutant, number)))
                .count();
    }
}

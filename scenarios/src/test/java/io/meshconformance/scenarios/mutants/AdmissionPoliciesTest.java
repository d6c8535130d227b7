package io.meshconformance.scenarios.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingAdmissionPolicyBinding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AdmissionPoliciesTest {

    private static final List<String> SCENARIOS = List.of("GUIDE-002", "POL-001");

    private final List<HasMetadata> objects = AdmissionPolicies.of(mutant(), SCENARIOS);

    @Test
    @DisplayName("each rewrite is a policy, and a binding after it that names it")
    void pairs() {
        assertEquals(
                List.of(
                        "MutatingAdmissionPolicy mutant-two-0",
                        "MutatingAdmissionPolicyBinding mutant-two-0",
                        "MutatingAdmissionPolicy mutant-two-1",
                        "MutatingAdmissionPolicyBinding mutant-two-1"),
                objects.stream()
                        .map(object ->
                                object.getKind() + " " + object.getMetadata().getName())
                        .toList());
        assertEquals(
                "mutant-two-1",
                ((MutatingAdmissionPolicyBinding) objects.get(3)).getSpec().getPolicyName());
    }

    @Test
    @DisplayName(
            "a policy that fails leaves the object as it is, and matches the rewritten objects and its probe alone")
    void matches() {
        var spec = ((MutatingAdmissionPolicy) objects.get(0)).getSpec();
        assertEquals("Ignore", spec.getFailurePolicy());
        assertEquals(
                List.of(List.of("services"), List.of("configmaps")),
                spec.getMatchConstraints().getResourceRules().stream()
                        .map(rule -> rule.getResources())
                        .toList());
        String condition = spec.getMatchConditions().get(0).getExpression();
        assertEquals(
                "(object.kind == 'ConfigMap' && object.metadata.name == 'mutant-probe') || ("
                        + mutant().rewrites().get(0).condition(SCENARIOS) + ")",
                condition);
        String patch = spec.getMutations().get(0).getJsonPatch().getExpression();
        assertTrue(patch.endsWith(" : " + mutant().rewrites().get(0).mutation()), patch);
    }

    @Test
    @DisplayName("a policy counts as in force where it has rewritten the probe")
    void inForce() {
        assertEquals(0, inForce(Map.of("probe", "")));
        assertEquals(1, inForce(Map.of("probe", "", "mutant-two-1", "in force")));
        assertEquals(2, inForce(Map.of("mutant-two-0", "in force", "mutant-two-1", "in force")));
        assertEquals(0, inForce(Map.of("mutant-other-0", "in force")), "it is another mutant's");
    }

    private static long inForce(Map<String, String> data) {
        return AdmissionPolicies.inForce(
                mutant(),
                new ConfigMapBuilder(AdmissionPolicies.probe()).withData(data).build());
    }

    private static Mutant mutant() {
        try {
            return new YAMLMapper().readValue("""
                    id: two
                    does: It is wrong twice.
                    reddens: [GUIDE-002]
                    rewrites:
                      - {resource: services, patches: [{remove: /spec/selector}]}
                      - {resource: configmaps, patches: [{remove: /data/a}]}
                    """, Mutant.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

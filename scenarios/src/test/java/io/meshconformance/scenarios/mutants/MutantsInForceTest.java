package io.meshconformance.scenarios.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.meshconformance.harness.kube.Applier;
import io.meshconformance.harness.kube.Readiness;
import io.meshconformance.harness.wait.Timeouts;
import io.meshconformance.run.EnvironmentBroken;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What mutants do to a cluster and what of them is there afterwards, on an API server in memory. */
class MutantsInForceTest {

    private static final String TOUCHED = "/apis/networking.k8s.io/v1/ingressclasses/pomerium";

    private RewritingApi api;
    private MutantsInForce mutants;

    @BeforeEach
    void begin() throws IOException {
        api = new RewritingApi();
        api.has("/apis/networking.k8s.io/v1", """
                kind: APIResourceList
                groupVersion: networking.k8s.io/v1
                resources: [{name: ingressclasses, kind: IngressClass, namespaced: false}]
                """);
        api.has(TOUCHED, """
                apiVersion: networking.k8s.io/v1
                kind: IngressClass
                metadata: {name: pomerium, annotations: {its: own}}
                spec: {controller: pomerium.io/ingress-controller}
                """);
        mutants = mutants(1);
    }

    @AfterEach
    void end() {
        api.close();
    }

    @Test
    @DisplayName("an object that was there before is touched once every policy is in force, which rewrites it")
    void inForce() {
        mutants.begin();

        assertEquals(
                List.of(
                        "PATCH mutant-two-0",
                        "PATCH mutant-two-0",
                        "PATCH mutant-two-1",
                        "PATCH mutant-two-1",
                        "PATCH mutant-one-0",
                        "PATCH mutant-one-0",
                        "PATCH pomerium"),
                api.changes());
        assertEquals(
                "two, one",
                api.object(TOUCHED)
                        .at("/metadata/annotations/io.meshconformance~1touched-by-mutant")
                        .asText());
    }

    @Test
    @DisplayName("closing takes the policies away before the object is made what it was, and does so once")
    void takenBack() {
        mutants.begin();
        mutants.close();
        mutants.close();

        assertEquals(
                List.of(
                        "DELETE mutant-two-0",
                        "DELETE mutant-two-0",
                        "DELETE mutant-two-1",
                        "DELETE mutant-two-1",
                        "DELETE mutant-one-0",
                        "DELETE mutant-one-0",
                        "PATCH pomerium"),
                api.changes().subList(7, api.changes().size()));
        assertEquals(
                "{\"its\":\"own\"}",
                api.object(TOUCHED).at("/metadata/annotations").toString());
    }

    @Test
    @DisplayName("mutants that do not come into force break the environment, and nothing of them is left")
    void withoutEffect() throws IOException {
        api.rewritesNothing();

        EnvironmentBroken broken = assertThrows(EnvironmentBroken.class, mutants(0.1)::begin);
        assertTrue(broken.problem().startsWith("3 policies in force of the mutants two, one: "), broken.problem());
        assertEquals(
                6,
                api.changes().stream()
                        .filter(change -> change.startsWith("DELETE"))
                        .count());
        assertTrue(api.changes().stream().noneMatch(change -> change.endsWith("pomerium")), "it was not touched");
    }

    /** Under limits that are multiplied by a factor. */
    private MutantsInForce mutants(double factor) throws IOException {
        Map<Mutant, List<String>> mutants = new LinkedHashMap<>();
        mutants.put(new YAMLMapper().readValue("""
                        id: two
                        does: It is wrong twice.
                        reddens: [GUIDE-002]
                        rewrites:
                          - {resource: services, patches: [{remove: /spec/selector}]}
                          - {resource: configmaps, patches: [{remove: /data/a}]}
                        touches:
                          - {apiVersion: networking.k8s.io/v1, kind: IngressClass, name: pomerium}
                        """, Mutant.class), List.of("GUIDE-002"));
        mutants.put(BatchTest.mutant("one", "GUIDE-003"), List.of("GUIDE-003"));
        return new MutantsInForce(
                api.client(),
                new Applier(api.client(), new Readiness(api.client(), Duration.ofSeconds(5)), Runnable::run),
                Timeouts.defaults().scaledBy(factor),
                mutants);
    }
}

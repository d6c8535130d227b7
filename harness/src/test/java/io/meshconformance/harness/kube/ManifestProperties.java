package io.meshconformance.harness.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.meshconformance.badinput.BadInput;
import io.meshconformance.badinput.Survival;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A manifest is what stands in its file, with every parameter filled in, or is refused. */
class ManifestProperties {

    private static final String DOCUMENTS = """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: settings
              namespace: ${namespace}
            data:
              key: "${password} and ${host}"
            ---
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata:
              name: hello
              annotations:
                ingress.pomerium.io/policy: |
                  allow:
                    or: [{email: {is: alice@example.com}}]
            spec:
              rules:
              - host: ${host}
                http:
                  paths:
                  - path: /
                    pathType: Prefix
                    backend: {service: {name: hello, port: {number: 80}}}
            ---
            apiVersion: security.istio.io/v1
            kind: AuthorizationPolicy
            metadata: {name: none}
            spec: {}
            """;
    private static final ManifestParameters PARAMETERS = ManifestParameters.none()
            .with(ManifestParameter.NAMESPACE, "here")
            .with(ManifestParameter.HOST, "hello.test")
            .with(ManifestParameter.PASSWORD, "s3cret");

    @Provide
    Arbitrary<String> manifests() {
        return BadInput.like(DOCUMENTS, DOCUMENTS.substring(0, DOCUMENTS.indexOf("---")));
    }

    @Provide
    Arbitrary<String> texts() {
        return BadInput.texts();
    }

    @Property
    @Label("a damaged manifest holds whole objects without any parameter, or is refused")
    void damaged(@ForAll("manifests") String yaml) {
        Survival.of(() -> Manifest.parse("damaged", yaml, PARAMETERS), IllegalArgumentException.class)
                .ifPresent(manifest -> manifest.objects().forEach(object -> {
                    assertTrue(object.getKind() != null && object.getApiVersion() != null, object::toString);
                    assertFalse(Manifest.toYaml(object).contains("${"), yaml);
                }));
        Survival.of(() -> Manifest.filledYaml("damaged", yaml, PARAMETERS), IllegalArgumentException.class);
    }

    @Property
    @Label("a value that is filled in stays one value")
    void values(@ForAll("texts") String value) {
        Optional<Manifest> read = Survival.of(() -> Manifest.parse(
                "test",
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {key: '${password}'}\n",
                PARAMETERS.with(ManifestParameter.PASSWORD, value)));
        assertEquals(
                Map.of("key", value), ((ConfigMap) read.orElseThrow().objects().get(0)).getData());
    }

    @Property
    @Label("what begins as a parameter is one that has a value, or is refused")
    void parameters(@ForAll("texts") String text) {
        Survival.of(() -> PARAMETERS.fill("test", "${" + text), IllegalArgumentException.class)
                .ifPresent(filled -> assertTrue(
                        text.startsWith("namespace}") || text.startsWith("host}") || text.startsWith("password}"),
                        text));
    }
}

package io.meshconformance.harness.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {

    private static final String ONE =
            "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\ndata:\n  key: ${password}\n";
    private static final ManifestParameters NONE = ManifestParameters.none();
    private static final ManifestParameters PASSWORD = NONE.with(ManifestParameter.PASSWORD, "v");

    /** Whatever a value holds, it stays one value: no quote, line break or brace of it becomes structure. */
    @RepeatedTest(200)
    void aValueCannotChangeTheStructure(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        String pool = "ab\n\t \"'{}[]:#-&*!|>%@`$\\,?é中";
        var value = new StringBuilder();
        for (int i = random.nextInt(40); i >= 0; i--) {
            value.append(pool.charAt(random.nextInt(pool.length())));
        }
        ConfigMap read = (ConfigMap) Manifest.parse(
                        "test", ONE, ManifestParameters.none().with(ManifestParameter.PASSWORD, value.toString()))
                .objects()
                .get(0);
        assertEquals(Map.of("key", value.toString()), read.getData());
    }

    @Test
    void aNumberAloneIsANumberAndAListAloneAsManyElements() {
        String service = """
                apiVersion: v1
                kind: Service
                metadata: {name: x, finalizers: [first, "${identity-provider.hosts}"]}
                spec: {ports: [{port: "${identity-provider.port}", name: "p${identity-provider.port}"}]}
                """;
        ManifestParameters given = NONE.with(ManifestParameter.PROVIDER_HOSTS, "a.test\nb.test")
                .with(ManifestParameter.PROVIDER_PORT, "8443");
        Service read =
                (Service) Manifest.parse("test", service, given).objects().get(0);
        assertEquals(List.of("first", "a.test", "b.test"), read.getMetadata().getFinalizers());
        assertEquals(8443, read.getSpec().getPorts().get(0).getPort());
        assertEquals("p8443", read.getSpec().getPorts().get(0).getName());
    }

    @Test
    void severalDocumentsAreReadAndEmptyOnesLeftOut() {
        String three = "---\n" + ONE + "---\n---\n" + ONE.replace("name: x", "name: y");
        assertEquals(2, Manifest.parse("test", three, PASSWORD).objects().size());
    }

    @Test
    void customResourcesAreReadWithoutAModel() {
        String policy = "apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata:\n  name: p\nspec: {}\n";
        assertInstanceOf(
                GenericKubernetesResource.class,
                Manifest.parse("test", policy, NONE).objects().get(0));
    }

    @Test
    void whatNamesNoNamespaceIsPutIntoOneUnlessItCanHaveNone() {
        String three = ONE
                + "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: y, namespace: other}\n"
                + "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: z}\n"
                + "---\napiVersion: test/v1\nkind: Thing\nmetadata: {name: t}\n";
        assertEquals(
                Arrays.asList("app", "other", null, "app"),
                Manifest.parse("test", three, PASSWORD).in("app").objects().stream()
                        .map(object -> object.getMetadata().getNamespace())
                        .collect(Collectors.toCollection(ArrayList::new)));
    }

    @Test
    void whatIsNoYamlOrNoObjectIsAnError() {
        assertThrows(IllegalArgumentException.class, () -> Manifest.parse("test", "a: [", NONE));
        assertThrows(IllegalArgumentException.class, () -> Manifest.parse("test", "words: only", NONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metadata: {name: x}\nmetadata: {name: y}\n",
                "metadata: &m {name: x}\ndata: *m\n",
                "metadata: {name: '${pass_word}'}\n",
                "metadata: {name: '${password'}\n",
                "metadata: {name: x}\ndata: {'${password}': a}\n"
            })
    void whatWouldBeLostWithoutAWordIsAnError(String rest) {
        String yaml = "apiVersion: v1\nkind: ConfigMap\n" + rest;
        assertThrows(IllegalArgumentException.class, () -> Manifest.parse("test", yaml, PASSWORD));
    }

    @Test
    void whatAnotherProgramWroteIsTakenAsItIs() {
        String yaml = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {template: 'a ${INSTANCE_IP} b'}\n";
        ConfigMap read = (ConfigMap) Manifest.parse("test", yaml).objects().get(0);
        assertEquals("a ${INSTANCE_IP} b", read.getData().get("template"));
        assertThrows(IllegalArgumentException.class, () -> Manifest.parse("test", yaml, NONE));
    }

    @Test
    void aDocumentOfItsOwnIsOne() {
        assertThrows(IllegalArgumentException.class, () -> Manifest.filledYaml("test", "", NONE));
        assertThrows(IllegalArgumentException.class, () -> Manifest.filledYaml("test", "a: 1\n---\nb: 1\n", NONE));
    }

    @Test
    void aMissingFileIsNamed() {
        assertEquals(
                "there is no manifests/platform/none.yaml",
                assertThrows(IllegalArgumentException.class, () -> Manifest.text("platform/none.yaml"))
                        .getMessage());
    }
}

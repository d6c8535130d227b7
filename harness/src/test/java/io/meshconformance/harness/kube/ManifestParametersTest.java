package io.meshconformance.harness.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ManifestParametersTest {

    private static final ManifestParameters GIVEN =
            ManifestParameters.none().with(ManifestParameter.HOST, "a.test").withImages(Map.of("nginx", "n:1"));

    @Test
    @DisplayName("a misspelt name fails with the file, the name and all that can be named")
    void misspelt() {
        String manifest = "spec: {host: '${host}', image: '${image.ngnix}'}";
        assertEquals(
                "workloads/nginx.yaml names the unknown parameter ${image.ngnix}; it can name ${image.NAME} with a name"
                        + " of the catalogue, and\n  ${host}  the host of its route",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Manifest.parse("workloads/nginx.yaml", manifest, GIVEN))
                        .getMessage());
    }

    @Test
    @DisplayName("a value can be given to a name that manifests can name, and to no other")
    void unknown() {
        assertEquals(
                "there is no parameter ${hots}",
                assertThrows(IllegalArgumentException.class, () -> new ManifestParameters(Map.of("hots", "a.test")))
                        .getMessage());
    }

    @Test
    @DisplayName("to ask for a value that was not given is an error")
    void missing() {
        assertEquals(
                "${password} has no value",
                assertThrows(IllegalStateException.class, () -> GIVEN.value(ManifestParameter.PASSWORD))
                        .getMessage());
    }

    @Test
    @DisplayName("a later value takes the place of an earlier one")
    void replaced() {
        ManifestParameters both = GIVEN.and(
                ManifestParameters.none().with(ManifestParameter.HOST, "b.test").withImages(Map.of("nginx", "n:2")));
        assertEquals("b.test", both.value(ManifestParameter.HOST));
        assertEquals("n:2", both.image("nginx").orElseThrow());
        assertEquals("a.test", GIVEN.value(ManifestParameter.HOST));
    }
}

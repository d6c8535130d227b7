package io.meshconformance.reports.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshconformance.reports.format.Documents;
import io.meshconformance.run.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The versions that the nightly judges, which a workflow lays over the catalogue of released images. */
class MatrixTest {

    private final Path root = Settings.root(new Properties());
    private final JsonNode matrix = read("ci/matrix.json");
    private final JsonNode catalogue = read("manifests/images/public.yaml").path("images");

    @Test
    void everyImageIsOneOfTheCatalogueAndOfTheVersionItIsListedFor() {
        Set<String> names = new HashSet<>();
        for (Map.Entry<String, JsonNode> product : matrix.properties()) {
            for (JsonNode choice : product.getValue()) {
                String version = choice.path("version").asText();
                for (Map.Entry<String, JsonNode> image : choice.path("images").properties()) {
                    String reference = image.getValue().asText();
                    JsonNode known = catalogue.path(image.getKey()).path("image");
                    names.add(image.getKey());
                    assertEquals(repository(known.asText()), repository(reference), image.getKey());
                    assertTrue(reference.matches(".*:v?" + version.replace(".", "\\.")), reference);
                }
            }
        }
        assertEquals(Set.of("istioctl", "pilot", "proxyv2", "proxy"), names);
    }

    @Test
    void everyVersionOfAProductNamesTheSameImages() {
        for (JsonNode product : matrix) {
            Set<Set<String>> sets = new HashSet<>();
            product.forEach(choice -> {
                Set<String> names = new HashSet<>();
                choice.path("images").fieldNames().forEachRemaining(names::add);
                sets.add(names);
            });
            assertEquals(1, sets.size(), "an image that is left out would be the catalogue's, of another version");
        }
    }

    @Test
    void whatTheCatalogueNamesIsJudgedToo() {
        for (String product : new String[] {"istio", "pomerium"}) {
            boolean pinned = false;
            for (JsonNode choice : matrix.path(product)) {
                pinned |= choice.path("images").properties().stream()
                        .allMatch(image -> image.getValue()
                                .equals(catalogue.path(image.getKey()).path("image")));
            }
            assertTrue(pinned, product + " is not judged as manifests/images/public.yaml has it");
        }
    }

    private static String repository(String reference) {
        return reference.substring(0, reference.lastIndexOf(':'));
    }

    private JsonNode read(String file) {
        try {
            return Documents.YAML.readTree(Files.readAllBytes(root.resolve(file)));
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }
}

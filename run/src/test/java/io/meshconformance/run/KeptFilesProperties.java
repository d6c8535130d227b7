package io.meshconformance.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.badinput.BadInput;
import io.meshconformance.badinput.Survival;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Files that an earlier run left, and the catalogue of images: what is damaged is refused, before anything starts. */
class KeptFilesProperties {

    private static final String REPORT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites><testsuite name="s">
            <testcase classname="GUIDE-001" name="a"/>
            <testcase classname="GUIDE-002" name="b"><failure message="no"/></testcase>
            <testcase classname="GW-001" name="a"><error message="n&amp;o"/></testcase>
            </testsuite></testsuites>
            """;
    private static final String KEPT = "conformance.images=local\nconformance.image.proxy=registry.test/proxy\\:1\n";
    private static final String CATALOGUE = """
            name: mine
            title: images of one's own
            images:
              node:
                image: rancher/k3s:v1
              # the proxy
              proxy:
                image: registry.test/proxy:1
            """;

    private Path folder = Path.of("");

    @BeforeProperty
    void makesAFolder() throws IOException {
        folder = Files.createTempDirectory("kept");
    }

    @AfterProperty
    void removesIt() throws IOException {
        for (String file : new String[] {"conformance-junit.xml", "kept-node.properties", "mine.yaml"}) {
            Files.deleteIfExists(folder.resolve(file));
        }
        Files.deleteIfExists(folder);
    }

    @Provide
    Arbitrary<byte[]> reports() {
        return BadInput.bytesLike(REPORT);
    }

    @Provide
    Arbitrary<byte[]> kept() {
        return BadInput.bytesLike(KEPT);
    }

    @Provide
    Arbitrary<byte[]> catalogues() {
        return BadInput.bytesLike(CATALOGUE);
    }

    @Provide
    Arbitrary<String> references() {
        return Arbitraries.oneOf(BadInput.like("registry.test:5000/proxy:1", "nginx"), BadInput.texts());
    }

    @Property
    @Label("of a damaged report of the last run failed scenarios are read, or it is refused")
    void lastRun(@ForAll("reports") byte[] xml) throws IOException {
        Files.write(folder.resolve("conformance-junit.xml"), xml);
        Survival.of(() -> new LastRun(folder).failed(), WrongUse.class)
                .ifPresent(failed -> assertTrue(
                        !failed.isEmpty() && failed.stream().allMatch(id -> id.matches("[A-Z]+-[0-9]+")),
                        failed::toString));
    }

    @Property
    @Label("the damaged memory of a kept node is read or refused")
    void keptNode(@ForAll("kept") byte[] lines) throws IOException {
        Files.write(folder.resolve("kept-node.properties"), lines);
        Survival.of(() -> KeptImages.read(folder), EnvironmentBroken.class)
                .ifPresent(kept -> assertTrue(kept.isPresent()));
    }

    @Property
    @Label("what is remembered of a kept node is read back")
    void keptNodeReadBack(@ForAll("references") String catalogue, @ForAll("references") String image) {
        // What no file in UTF-8 can hold is no image either.
        var kept = new KeptImages(
                catalogue.replaceAll("[\\ud800-\\udfff]", ""),
                Map.of("proxy", image.replaceAll("[\\ud800-\\udfff]", "")),
                "keycloak");
        kept.write(folder);
        assertEquals(Optional.of(kept), KeptImages.read(folder));
    }

    @Property
    @Label("a damaged catalogue and any image are taken or refused")
    void catalogue(@ForAll("catalogues") byte[] yaml, @ForAll("references") String image) throws IOException {
        Path mine = Files.write(folder.resolve("mine.yaml"), yaml);
        var properties = new Properties();
        properties.setProperty(Settings.ROOT, folder.toString());
        properties.setProperty("user.home", folder.toString());
        properties.setProperty("conformance.images", mine.toString());
        properties.setProperty("conformance.image.proxy", image);
        Survival.of(
                        () -> {
                            Settings settings = Settings.from(properties, Map.of());
                            ImageNames.check(settings, folder);
                            return settings;
                        },
                        WrongUse.class)
                .ifPresent(settings -> settings.imageOverrides()
                        .values()
                        .forEach(taken -> assertTrue(taken.matches("[!-~]+"), taken)));
    }
}

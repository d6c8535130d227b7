package io.meshconformance.harness.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.harness.engine.FakeEngine;
import io.meshconformance.harness.engine.StubServer.Reply;
import io.meshconformance.harness.image.Catalogue;
import io.meshconformance.harness.wait.ShortTimeouts;
import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.WrongUse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Images are chosen by what is here and what a registry says")
class PreflightTest {

    @TempDir
    Path folder;

    private FakeEngine engine;
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void start() {
        engine = new FakeEngine(folder);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void releasedImagesThatAreAllHereAreJudgedWithoutAQuestion() {
        has("public");
        assertEquals("public", look("auto").catalogue().name());
        assertEquals(List.of(), questions());
    }

    @Test
    void whereARegistryAnswersReleasedImagesAreJudged() {
        engine.answers("/distribution/", () -> Reply.of(200, "{\"Descriptor\": {}}"));
        assertEquals("public", look("auto").catalogue().name());
        assertEquals(2, questions().size(), "one for each registry: " + questions());
        assertEquals(List.of("a container registry answers: released images are judged (--images public)"), said);
    }

    @Test
    void whereNoRegistryCanBeReachedTheAssembledOnesAreJudged() {
        has("local");
        assertEquals("local", look("auto").catalogue().name());
        assertEquals(1, questions().size(), questions().toString());
        assertTrue(
                said.get(0).startsWith("no container registry can be reached (Get \"https://registry-1"), said.get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "toomanyrequests: You have reached your pull rate limit.|is refused by the registry's pull limit|docker login",
                "unauthorized: authentication required|is refused without another login|docker login",
                "error parsing HTTP 403 response body: invalid character|is refused without another login|docker login",
                "Get \"https://registry-1.docker.io/v2/\": Proxy Authentication Required|kept back by the engine's HTTP"
                        + " proxy|Environment=HTTPS_PROXY=",
                "proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused|kept back by the engine's HTTP"
                        + " proxy|systemctl restart docker",
                "Get \"https://x/v2/\": tls: failed to verify certificate: x509: certificate signed by unknown"
                        + " authority|a certificate that the engine does not trust|update-ca-certificates"
            })
    void anyOtherTroubleIsToldAndNeverLeadsToTheStandIns(String words, String problem, String cure) {
        has("local");
        engine.registriesSay(words);
        EnvironmentBroken broken = assertThrows(EnvironmentBroken.class, () -> look("auto"));
        assertTrue(broken.problem().contains(problem), broken.problem());
        assertTrue(broken.problem().contains(words), broken.problem());
        assertTrue(broken.cure().contains(cure), broken.cure());
        assertEquals(List.of(), said);
        assertEquals(1, questions().size(), questions().toString());
    }

    @Test
    void aSlowLineIsAskedOnceMoreAndNamed() {
        has("local");
        engine.answers("/distribution/", () -> Reply.NEVER);
        EnvironmentBroken broken = assertThrows(EnvironmentBroken.class, () -> look("auto"));
        assertTrue(
                broken.problem().contains("does not come in time from its registry: no answer within 1 s"),
                broken.problem());
        assertTrue(broken.cure().contains("docker pull curlimages/curl:"), broken.cure());
        assertEquals(2, questions().size(), questions().toString());
    }

    @Test
    void releasedImagesAskedForByNameAreNeverReplaced() {
        has("local");
        EnvironmentBroken broken = assertThrows(EnvironmentBroken.class, () -> look("public"));
        assertTrue(broken.problem().contains("its registry cannot be reached: Get"), broken.problem());
        assertEquals(2, broken.problem().lines().count(), "one line for each registry: " + broken.problem());
        assertTrue(broken.cure().contains("--images local"), broken.cure());
    }

    @Test
    void beforePullsARegistryIsAskedOnlyWhereThatDecides() {
        preflight().beforePulls().look("public", Map.of());
        assertEquals(List.of(), questions());
        engine.answers("/distribution/", () -> Reply.of(200, "{}"));
        preflight().beforePulls().look("auto", Map.of());
        assertEquals(1, questions().size(), questions().toString());
    }

    @Test
    void anAssembledImageIsAssembledAnew() {
        EnvironmentBroken broken = assertThrows(EnvironmentBroken.class, () -> look("local"));
        assertTrue(
                broken.problem().matches("the images conformance.local/client:local, .* are not on this machine"),
                broken.problem());
        assertTrue(
                broken.cure().matches("images/assemble client .* nginx .*proxyv2 .ci/verify does it for you."),
                broken.cure());
        assertEquals(List.of(), questions());
    }

    @Test
    void noRegistryIsAskedForAnEngineThatWillNotDo() {
        engine.says("\"SecurityOptions\": [\"name=rootless\"]");
        assertThrows(EnvironmentBroken.class, () -> look("auto"));
        assertThrows(EnvironmentBroken.class, () -> preflight().choose("auto", Map.of()));
        assertEquals(List.of(), questions());
    }

    @Test
    void nothingIsAssembledForAnEngineThatWillNotDo() {
        assertEquals("local", preflight().choose("local", Map.of()));
        engine.says("\"SecurityOptions\": [\"name=rootless\"]");
        assertThrows(EnvironmentBroken.class, () -> preflight().choose("local", Map.of()));
    }

    @Test
    void autoIsDecidedTheSameWithoutALookAtAllImages() {
        assertEquals("local", preflight().choose("auto", Map.of()));
        engine.answers("/distribution/", () -> Reply.of(200, "{}"));
        assertEquals("public", preflight().choose("auto", Map.of()));
    }

    @Test
    void anUnknownNameIsWrongUseEvenWhereTheEngineIsMissing() {
        engine.close();
        assertThrows(WrongUse.class, () -> preflight().look("public", Map.of("prosy", "x:1")));
    }

    private void has(String catalogue) {
        Catalogue.load(catalogue).images().values().forEach(image -> engine.has(image.image()));
    }

    private List<String> questions() {
        return engine.asked().stream()
                .filter(line -> line.contains("/distribution/"))
                .toList();
    }

    private Preflight.Ready look(String choice) {
        return preflight().look(choice, Map.of());
    }

    private Preflight preflight() {
        return new Preflight(engine.machine(), folder.resolve("cache"), ShortTimeouts.make(), said::add);
    }
}

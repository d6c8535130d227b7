package io.meshconformance.harness.outage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.harness.engine.DockerVersion;
import io.meshconformance.harness.engine.Engine;
import io.meshconformance.harness.engine.FakeEngine;
import io.meshconformance.harness.engine.StubServer.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeContainerTest {

    @TempDir
    private Path folder;

    private FakeEngine engine;
    private Optional<String> id = Optional.of("abc");
    private NodeContainer node;

    @BeforeEach
    void engine() {
        engine = new FakeEngine(folder);
        node = new NodeContainer(
                Engine.find(engine.machine(), new DockerVersion(20, 10)).api(), () -> id, Duration.ofSeconds(5));
    }

    @AfterEach
    void end() {
        engine.close();
    }

    @ParameterizedTest(name = "a container that is {0} is there")
    @ValueSource(strings = {"created", "running", "restarting"})
    void there(String status) {
        is(status, "");
        assertEquals(new Sight.There(), node.look());
    }

    @ParameterizedTest(name = "a container that is {0} is gone: {2}")
    @CsvSource({
        "exited, '', the node's container abc has ended with exit code 137",
        "exited, ', \"OOMKilled\": true', 'the node''s container abc has ended with exit code 137, out of memory'",
        "dead, '', the node's container abc has ended with exit code 137",
        "removing, '', the node's container abc has ended with exit code 137",
        "paused, '', the node's container abc is paused"
    })
    void gone(String status, String more, String problem) {
        is(status, more);
        assertEquals(problem, ((Sight.Gone) node.look()).broken().problem());
    }

    @Test
    @DisplayName("one that the engine does not know any more is gone, and before there is one nothing is asked")
    void unknown() {
        engine.answers("/containers/abc/json", 404, "No such container: abc");
        assertEquals(
                "the node's container abc is gone",
                ((Sight.Gone) node.look()).broken().problem());
        id = Optional.empty();
        assertEquals(new Sight.There(), node.look());
    }

    @Test
    @DisplayName("an engine that does not answer, or by an error, says nothing of the node")
    void silent() {
        engine.answers("/containers/abc/json", 500, "out of file descriptors");
        assertTrue(
                node.look() instanceof Sight.Silent silent && silent.problem().endsWith("out of file descriptors"));
        engine.close();
        assertTrue(node.look() instanceof Sight.Silent);
    }

    private void is(String status, String more) {
        engine.answers(
                "/containers/abc/json",
                () -> Reply.of(200, "{\"State\": {\"Status\": \"" + status + "\", \"ExitCode\": 137" + more + "}}"));
    }
}

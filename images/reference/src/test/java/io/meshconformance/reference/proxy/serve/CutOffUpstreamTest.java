package io.meshconformance.reference.proxy.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshconformance.reference.proxy.config.HostPort;
import io.meshconformance.reference.proxy.support.SignInBrowser;
import io.meshconformance.reference.proxy.support.World;
import io.vertx.core.net.NetServer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A STRICT sidecar that is sent plaintext reads it and closes the connection without a word. */
class CutOffUpstreamTest {
    @Test
    void closedWithoutAnAnswerIsUnavailableAtOnce() throws Exception {
        try (World world = new World()) {
            NetServer strict = world.vertx()
                    .createNetServer()
                    .connectHandler(socket -> socket.handler(request -> socket.close()))
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
            world.serve(
                    "",
                    World.route(
                            World.HOST,
                            false,
                            "allow: {or: [{accept: true}]}",
                            new HostPort("127.0.0.1", strict.actualPort())));
            // The browser waits for less than the route's limit of 30 s, after which the proxy would say 504.
            SignInBrowser.Answer answer = world.browser().get(World.URL + "/");
            assertEquals(503, answer.status());
            assertTrue(answer.body().contains("\"responseFlags\":\"UC\""));
        }
    }
}

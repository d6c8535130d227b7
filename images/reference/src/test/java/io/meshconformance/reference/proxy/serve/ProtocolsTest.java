package io.meshconformance.reference.proxy.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshconformance.reference.proxy.config.ProxyRoute;
import io.meshconformance.reference.proxy.support.World;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProtocolsTest {
    @Test
    void webSocketsWhereAllowedAndHttp2() throws Exception {
        try (World world = new World()) {
            ProxyRoute route = world.route(World.HOST, false, "allow: {or: [{accept: true}]}");
            world.serve("", World.saying(route, route.passesIdentity(), route.idTokens(), true));
            SocketAddress proxy = SocketAddress.inetSocketAddress(world.port(), "127.0.0.1");
            Promise<String> echoed = Promise.promise();
            Promise<String> mark = Promise.promise();
            world.vertx()
                    .createWebSocketClient(new WebSocketClientOptions()
                            .setSsl(true)
                            .setTrustAll(true)
                            .setVerifyHost(false))
                    .connect(new WebSocketConnectOptions()
                            .setHost("127.0.0.1")
                            .setPort(world.port())
                            .putHeader("host", World.HOST)
                            .setURI("/socket"))
                    .onSuccess(socket -> {
                        mark.complete(String.valueOf(socket.headers().get(RequestDispatcher.MARK)));
                        socket.textMessageHandler(echoed::complete);
                        socket.writeTextMessage("hello");
                    })
                    .onFailure(echoed::fail);
            assertEquals(
                    "echo hello",
                    echoed.future().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS));
            assertEquals("proxy", mark.future().result());

            HttpClientResponse answer = world.vertx()
                    .createHttpClient(new HttpClientOptions()
                            .setSsl(true)
                            .setUseAlpn(true)
                            .setProtocolVersion(HttpVersion.HTTP_2)
                            .setTrustAll(true)
                            .setVerifyHost(false))
                    .request(new RequestOptions()
                            .setMethod(HttpMethod.POST)
                            .setServer(proxy)
                            .setHost(World.HOST)
                            .setPort(443)
                            .setURI("/h2"))
                    .compose(request -> request.send("a body"))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
            assertEquals(HttpVersion.HTTP_2, answer.version());
            assertEquals(200, answer.statusCode());
            assertEquals("a body", world.workload().last().body());
        }
    }
}

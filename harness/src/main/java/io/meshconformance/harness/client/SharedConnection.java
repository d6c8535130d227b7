package io.meshconformance.harness.client;

import io.meshconformance.harness.http.Failure;
import io.meshconformance.harness.http.Request;
import io.meshconformance.harness.http.Response;
import io.meshconformance.harness.http.ServedCertificate;
import io.meshconformance.harness.http.Url;
import io.meshconformance.harness.wait.Timeouts;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/2 connection over TLS, by Netty: everything that it carries goes over it, whatever host is asked for, as
 * browsers and gRPC clients do where one certificate is for several hosts. It is never opened anew: once it has ended, each
 * request fails. Not for use by several threads.
 */
public final class SharedConnection implements AutoCloseable {

    private final Url server;
    private final Timeouts timeouts;
    private final EventLoopGroup loop = new NioEventLoopGroup(1);
    private List<ServedCertificate> certificates = List.of();
    private @Nullable Channel channel;
    private Failure failure = new Failure(Failure.Kind.OTHER, "not opened");

    private SharedConnection(Url server, Timeouts timeouts) {
        this.server = server;
        this.timeouts = timeouts;
    }

    /**
     * Opens one; that none came about shows in the answer to each request.
     *
     * @param server whose name the handshake has and whose certificate is asked for
     */
    static SharedConnection open(AddressMap addresses, KeyStore trusted, Timeouts timeouts, Url server) {
        SharedConnection connection = new SharedConnection(server, timeouts);
        try {
            connection.connect(addresses, trusted);
        } catch (IOException | GeneralSecurityException | ExecutionException | TimeoutException e) {
            connection.failure = ClientFailures.of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            connection.failure = ClientFailures.of(e);
        }
        return connection;
    }

    private void connect(AddressMap addresses, KeyStore trusted)
            throws IOException, GeneralSecurityException, ExecutionException, TimeoutException, InterruptedException {
        InetSocketAddress address = addresses
                .behind(server.host(), server.port())
                .orElseThrow(() -> new UnknownHostException(server.authority() + " has no address"));
        SSLEngine engine = engine(trusted);
        SslHandler tls = new SslHandler(engine);
        ChannelFuture connected = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel plain) {
                        plain.pipeline()
                                .addLast(
                                        tls,
                                        Http2FrameCodecBuilder.forClient().build(),
                                        new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()),
                                        new End());
                    }
                })
                .connect(address);
        connected.get(timeouts.connect().toMillis(), TimeUnit.MILLISECONDS);
        tls.handshakeFuture().get(timeouts.connect().toMillis(), TimeUnit.MILLISECONDS);
        if (!ApplicationProtocolNames.HTTP_2.equals(engine.getApplicationProtocol())) {
            throw new ProtocolException("the server does not speak HTTP/2");
        }
        channel = connected.channel();
    }

    private SSLEngine engine(KeyStore trusted) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        ObservedTrust trust = ObservedTrust.of(
                trusted,
                chain -> certificates =
                        Arrays.stream(chain).map(ServedCertificate::of).toList());
        context.init(null, new TrustManager[] {trust}, null);
        SSLEngine engine = context.createSSLEngine(server.host(), server.port());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(server.host())));
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(new String[] {ApplicationProtocolNames.HTTP_2});
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** Sends a request, whatever its host, and reads what comes back. */
    Transmission carry(Request request) {
        Http2Headers headers = Http2Stream.headers(request);
        Request sent = request.with(Http2Stream.lines(headers));
        Channel open = channel;
        if (open == null) {
            return new Transmission(request, failure, certificates);
        }
        try {
            return new Transmission(sent, exchanged(open, headers, request), certificates);
        } catch (ExecutionException | TimeoutException e) {
            return new Transmission(sent, ClientFailures.of(e), certificates);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Transmission(sent, ClientFailures.of(e), certificates);
        }
    }

    private Response exchanged(Channel open, Http2Headers headers, Request request)
            throws ExecutionException, TimeoutException, InterruptedException {
        long limit = timeouts.request().toMillis();
        @Nullable String body = request.asksForWebSocket() ? null : request.body();
        Http2Stream reader = new Http2Stream(request.asksForWebSocket());
        Http2StreamChannel stream =
                new Http2StreamChannelBootstrap(open).handler(reader).open().get(limit, TimeUnit.MILLISECONDS);
        stream.write(new DefaultHttp2HeadersFrame(headers, body == null && !request.asksForWebSocket()));
        if (body != null) {
            stream.write(new DefaultHttp2DataFrame(Unpooled.copiedBuffer(body, StandardCharsets.UTF_8), true));
        }
        stream.flush();
        return reader.response().get(limit, TimeUnit.MILLISECONDS);
    }

    /** Ends it without a word; the server takes that for the end. */
    @Override
    public void close() {
        if (channel != null) {
            channel.close();
        }
        loop.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
    }

    /** What is wrong with the connection the handshake or the stream that waits says too. */
    private static final class End extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}

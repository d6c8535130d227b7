package io.meshconformance.harness.client;

import io.meshconformance.harness.http.Headers;
import io.meshconformance.harness.identity.LeafCertificate;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.handler.ssl.SslHandler;
import java.io.Closeable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** A server of HTTP/2 that answers as the path says: whole, with an interim answer before, by a reset, or by its end. */
final class Http2Server implements Closeable {

    /** A request as it came over the wire. */
    record Seen(String authority, Headers headers, String body) {}

    private final EventLoopGroup loop = new NioEventLoopGroup(1);
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Seen> requests = new CopyOnWriteArrayList<>();
    private final Channel listener;

    /**
     * Serves at once.
     *
     * @param protocol what it agrees to by ALPN
     */
    Http2Server(LeafCertificate certificate, String protocol) {
        SSLContext context = context(certificate);
        this.listener = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connections.incrementAndGet();
                        SSLEngine engine = context.createSSLEngine();
                        engine.setUseClientMode(false);
                        SSLParameters parameters = engine.getSSLParameters();
                        parameters.setApplicationProtocols(new String[] {protocol});
                        engine.setSSLParameters(parameters);
                        connection
                                .pipeline()
                                .addLast(
                                        new SslHandler(engine),
                                        Http2FrameCodecBuilder.forServer().build(),
                                        new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
                                            @Override
                                            protected void initChannel(Channel stream) {
                                                stream.pipeline().addLast(new Answering());
                                            }
                                        }),
                                        new ChannelInboundHandlerAdapter() {
                                            @Override
                                            public void exceptionCaught(
                                                    ChannelHandlerContext context, Throwable cause) {
                                                context.close();
                                            }
                                        });
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    int connections() {
        return connections.get();
    }

    List<Seen> requests() {
        return requests;
    }

    private static SSLContext context(LeafCertificate certificate) {
        try {
            char[] password = "unit-test-password".toCharArray();
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(certificate.keyStore(password), password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Answering extends SimpleChannelInboundHandler<Http2StreamFrame> {

        private Http2HeadersFrame head = new DefaultHttp2HeadersFrame(new DefaultHttp2Headers());
        private String body = "";

        @Override
        protected void channelRead0(ChannelHandlerContext stream, Http2StreamFrame frame) {
            if (frame instanceof Http2HeadersFrame headers) {
                head = headers;
                if ("websocket".contentEquals(String.valueOf(headers.headers().get(":protocol")))) {
                    stream.writeAndFlush(new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status("200")));
                }
            }
            if (frame instanceof Http2DataFrame data) {
                body += data.content().toString(StandardCharsets.UTF_8);
            }
            boolean whole = frame instanceof Http2HeadersFrame headers && headers.isEndStream()
                    || frame instanceof Http2DataFrame data && data.isEndStream();
            if (whole) {
                requests.add(
                        new Seen(String.valueOf(head.headers().authority()), Http2Stream.lines(head.headers()), body));
                answer(stream, String.valueOf(head.headers().path()));
            }
        }

        private static void answer(ChannelHandlerContext stream, String path) {
            switch (path) {
                case "/reset" -> stream.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.REFUSED_STREAM));
                case "/end" -> stream.channel().parent().close();
                case "/silent" -> {}
                case "/trailers-only" ->
                    stream.writeAndFlush(new DefaultHttp2HeadersFrame(
                            new DefaultHttp2Headers().status("200").add("grpc-status", "7"), true));
                default -> {
                    stream.write(new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status("103")));
                    stream.write(new DefaultHttp2HeadersFrame(
                            new DefaultHttp2Headers().status("200").add("content-type", "application/grpc")));
                    stream.write(new DefaultHttp2DataFrame(Unpooled.copiedBuffer("hel", StandardCharsets.UTF_8)));
                    stream.write(new DefaultHttp2DataFrame(Unpooled.copiedBuffer("lo", StandardCharsets.UTF_8)));
                    stream.writeAndFlush(
                            new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().add("grpc-status", "0"), true));
                }
            }
        }
    }
}

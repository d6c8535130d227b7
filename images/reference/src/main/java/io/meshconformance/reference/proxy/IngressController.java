package io.meshconformance.reference.proxy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.meshconformance.reference.proxy.arguments.Arguments;
import io.meshconformance.reference.proxy.arguments.UnusableArguments;
import io.meshconformance.reference.proxy.config.CurrentSnapshot;
import io.meshconformance.reference.proxy.crypto.CatchAllCertificate;
import io.meshconformance.reference.proxy.fault.Faults;
import io.meshconformance.reference.proxy.kube.Controller;
import io.meshconformance.reference.proxy.listener.Listeners;
import io.meshconformance.reference.proxy.listener.Probes;
import io.meshconformance.reference.proxy.refresh.RefreshTimes;
import io.meshconformance.reference.proxy.serve.AccessLog;
import io.meshconformance.reference.proxy.serve.RequestDispatcher;
import io.meshconformance.reference.proxy.session.SessionStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.file.FileSystemOptions;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reference proxy's process: takes the place of the ingress controller's all-in-one mode. */
public final class IngressController {
    /** Wrong arguments, environment or faults. */
    private static final int WRONG_USE = 2;

    private static final int BROKEN = 1;

    private IngressController() {}

    /** Serves until it is stopped. Exits with 2 when it cannot serve what it was told, with 1 when it cannot start. */
    public static void main(String[] words) {
        try {
            Arguments arguments = Arguments.read(List.of(words), System.getenv());
            if (arguments.help()) {
                System.out.print(Arguments.usage());
                return;
            }
            Faults faults = Faults.named(System.getenv().getOrDefault(Faults.VARIABLE, ""));
            start(arguments, faults);
        } catch (UnusableArguments | IllegalArgumentException e) {
            System.err.println("reference proxy: " + e.getMessage());
            System.exit(WRONG_USE);
        } catch (GeneralSecurityException e) {
            System.err.println("reference proxy: " + e);
            System.exit(BROKEN);
        }
    }

    private static void start(Arguments arguments, Faults faults) throws GeneralSecurityException {
        if (arguments.debug()) {
            // Read once, when the first logger is made; so no logger may be a constant of this class.
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "debug");
        }
        Logger log = LoggerFactory.getLogger(IngressController.class);
        log.info("reference proxy, not Pomerium: stands in for ingress-controller v0.31 to v0.33; faults {}", faults);
        Clock clock = Clock.systemUTC();
        CurrentSnapshot current = new CurrentSnapshot();
        Vertx vertx = Vertx.vertx(options());
        Listeners listeners = new Listeners(vertx);
        Probes probes = new Probes(current);
        KubernetesClient client = kubernetes();
        Controller controller = new Controller(vertx, client, arguments, faults, current, clock);
        RequestDispatcher proxy = new RequestDispatcher(
                vertx,
                current,
                new SessionStore(clock),
                new AccessLog(System.out, clock),
                clock,
                RefreshTimes.ofTheRealProxy());
        var catchAll = CatchAllCertificate.create(clock.instant());
        Future.all(
                        listeners.serve(arguments.health(), probes),
                        listeners.serve(
                                arguments.metrics(),
                                request -> request.response()
                                        .putHeader("content-type", "text/plain; version=0.0.4")
                                        .end("# reference proxy, not Pomerium\nreference_proxy_up 1\n")))
                .compose(probing -> Future.fromCompletionStage(controller.first()))
                .compose(snapshot -> Future.all(
                        listeners.serveTls(arguments.server(), current, catchAll, proxy),
                        listeners.redirectToTls(arguments.redirect())))
                .onSuccess(serving -> {
                    probes.listening();
                    log.info("serving TLS on {}", arguments.server());
                })
                .onFailure(failure -> {
                    log.error("cannot listen", failure);
                    System.exit(BROKEN);
                });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            controller.close();
            client.close();
            vertx.close();
        }));
    }

    /** A sidecar may still be starting: the first calls are refused, so watches ask again soon, not ever more rarely. */
    private static KubernetesClient kubernetes() {
        Config config = Config.autoConfigure(null);
        config.setRequestRetryBackoffLimit(1);
        config.setWatchReconnectInterval(200);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static VertxOptions options() {
        return new VertxOptions()
                .setEventLoopPoolSize(Math.max(2, Runtime.getRuntime().availableProcessors()))
                .setAddressResolverOptions(new AddressResolverOptions().setCacheMaxTimeToLive(5))
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false));
    }
}

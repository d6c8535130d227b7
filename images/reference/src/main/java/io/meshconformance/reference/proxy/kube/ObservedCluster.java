package io.meshconformance.reference.proxy.kube;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.meshconformance.reference.proxy.arguments.Namespaces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The cluster's objects in informers' caches; every change rings a bell. */
final class ObservedCluster implements ClusterObjects, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ObservedCluster.class);

    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
    private final List<CompletableFuture<Void>> starts = new ArrayList<>();
    private final Runnable bell;
    private final Namespaces namespaces;
    private final SharedIndexInformer<GenericKubernetesResource> pomerium;
    private final SharedIndexInformer<IngressClass> classes;
    private final SharedIndexInformer<Ingress> ingresses;
    private final SharedIndexInformer<Secret> secrets;
    private final SharedIndexInformer<Service> services;
    private final SharedIndexInformer<Endpoints> endpoints;

    /**
     * Starts watching.
     *
     * @param name of the {@code Pomerium} object
     * @param namespaces whose Ingresses count
     * @param bell rung on every change, from any thread; must return at once
     */
    ObservedCluster(KubernetesClient client, String name, Namespaces namespaces, Runnable bell) {
        this.bell = bell;
        this.namespaces = namespaces;
        this.pomerium = watch(
                client.genericKubernetesResources(PomeriumResource.CONTEXT).withName(name));
        this.classes = watch(client.network().v1().ingressClasses());
        this.ingresses = watch(client.network().v1().ingresses().inAnyNamespace());
        this.secrets = watch(client.secrets().inAnyNamespace());
        this.services = watch(client.services().inAnyNamespace());
        this.endpoints = watch(client.endpoints().inAnyNamespace());
    }

    /** Completes when every kind has been listed once; until then nothing may be concluded from absence. */
    CompletableFuture<Void> listed() {
        return CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new));
    }

    private <T extends HasMetadata> SharedIndexInformer<T> watch(Informable<T> kind) {
        SharedIndexInformer<T> informer = kind.runnableInformer(0);
        // An API server that cannot be reached yet, or a kind that is not installed yet, is asked again.
        informer.exceptionHandler((started, failure) -> {
            LOG.warn("watch of {} interrupted: {}", informer.getApiTypeClass().getSimpleName(), failure.toString());
            return true;
        });
        informer.addEventHandler(new Ringing<>(bell));
        informers.add(informer);
        starts.add(informer.start().toCompletableFuture());
        return informer;
    }

    private record Ringing<T>(Runnable bell) implements ResourceEventHandler<T> {
        @Override
        public void onAdd(T object) {
            bell.run();
        }

        @Override
        public void onUpdate(T before, T after) {
            bell.run();
        }

        @Override
        public void onDelete(T object, boolean stateUnknown) {
            bell.run();
        }
    }

    @Override
    public Optional<GenericKubernetesResource> pomerium() {
        return pomerium.getStore().list().stream().findFirst();
    }

    @Override
    public List<IngressClass> classes() {
        return classes.getStore().list();
    }

    @Override
    public List<Ingress> ingresses() {
        return ingresses.getStore().list().stream()
                .filter(ingress -> namespaces.include(ingress.getMetadata().getNamespace()))
                .toList();
    }

    @Override
    public Optional<Secret> secret(Name name) {
        return Optional.ofNullable(secrets.getStore().getByKey(name.toString()));
    }

    @Override
    public Optional<Service> service(Name name) {
        return Optional.ofNullable(services.getStore().getByKey(name.toString()));
    }

    @Override
    public Optional<Endpoints> endpoints(Name name) {
        return Optional.ofNullable(endpoints.getStore().getByKey(name.toString()));
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::stop);
    }
}

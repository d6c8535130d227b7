package io.meshconformance.reference.proxy.kube;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** The custom resource we follow. */
final class PomeriumResource {
    static final ResourceDefinitionContext CONTEXT = new ResourceDefinitionContext.Builder()
            .withGroup("ingress.pomerium.io")
            .withVersion("v1")
            .withKind("Pomerium")
            .withPlural("pomerium")
            .withNamespaced(false)
            .build();

    private PomeriumResource() {}
}

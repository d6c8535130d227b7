package io.meshconformance.harness.pomerium;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.identity.SigningKey;
import io.meshconformance.harness.kube.Edit;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/**
 * The key with which the proxy signs assertions, in its bootstrap Secret. It can be replaced, and is put back when this
 * is closed: sign-in and every other scenario stand on it, so only mesh-wide scenarios touch it.
 */
public final class ProxyKey implements AutoCloseable {

    private static final String SECRET = "bootstrap";
    private static final String ENTRY = "signing_key";

    private final Resource<Secret> secret;
    private final MintedSecrets secrets;
    private final String original;
    private boolean replaced;

    /**
     * The key that the proxy signs with now.
     *
     * @param client of the cluster
     * @param secrets where a new key is registered
     */
    public ProxyKey(KubernetesClient client, MintedSecrets secrets) {
        this.secret = client.secrets().inNamespace(ProxyAddresses.NAMESPACE).withName(SECRET);
        this.secrets = secrets;
        this.original = Objects.requireNonNull(secret.require().getData().get(ENTRY), ENTRY);
    }

    /**
     * Gives the proxy a new key; it takes it up by itself.
     *
     * @return the id of the new key
     */
    public String replace() {
        SigningKey key = SigningKey.es256(secrets);
        replaced = true;
        put(Base64.getEncoder().encodeToString(key.privateKeyPem().getBytes(StandardCharsets.UTF_8)));
        return key.keyId();
    }

    /** Gives the proxy its own key again; once it has worked it does nothing more. */
    @Override
    public void close() {
        if (replaced) {
            put(original);
            replaced = false;
        }
    }

    private void put(String encoded) {
        Edit.of(secret, object -> {
            object.getData().put(ENTRY, encoded);
            return object;
        });
    }
}

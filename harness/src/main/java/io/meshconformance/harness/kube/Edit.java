package io.meshconformance.harness.kube;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.util.function.UnaryOperator;

/**
 * A change of one object in the cluster. A controller may write the same object at the same moment; the API server then
 * answers 409, and its clients are to read the object and change it again (Kubernetes API conventions, "Concurrency
 * Control and Consistency").
 */
public final class Edit {

    /** Each attempt reads the newest object: as many writers in a row are no race any more. */
    private static final int ATTEMPTS = 10;

    private Edit() {}

    /**
     * Changes an object.
     *
     * @param object the object, which exists
     * @param change what becomes of it; called once for each attempt
     * @throws KubernetesClientException when the API server refuses the change
     */
    public static <T> void of(Resource<T> object, UnaryOperator<T> change) {
        for (int attempt = 1; ; attempt++) {
            try {
                object.edit(change);
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}

package io.meshconformance.evidence;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One hop of a request's path: what is known of the caller there, and what the hop did, each as it was observed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PathHop.Client.class, name = "client"),
    @JsonSubTypes.Type(value = PathHop.Proxy.class, name = "proxy"),
    @JsonSubTypes.Type(value = PathHop.Sidecar.class, name = "sidecar"),
    @JsonSubTypes.Type(value = PathHop.Workload.class, name = "workload"),
    @JsonSubTypes.Type(value = PathHop.Provider.class, name = "provider")
})
public sealed interface PathHop {

    /** What it did. */
    Deed deed();

    /**
     * The client.
     *
     * @param caller the client that asks
     * @param method the request's method
     * @param path the request's path, without query
     * @param session whether it shows a session cookie
     * @param tokens the headers by which it names its user
     * @param deed that it asked
     */
    record Client(Caller caller, String method, String path, boolean session, List<ShownToken> tokens, Deed deed)
            implements PathHop {}

    /**
     * The identity-aware proxy.
     *
     * @param session whose session cookie came with the request; null where none did
     * @param deed what it did
     */
    record Proxy(@Nullable Caller session, Deed deed) implements PathHop {}

    /**
     * The sidecar that enforces the mesh's policy.
     *
     * @param logged whether its log has an entry of the request; without one the other facts are not known
     * @param peer the identity in the caller's certificate; null where there was none: plain text
     * @param token the token that it verified; null where it verified none
     * @param details Envoy's response code details; empty where it states none
     * @param deed what it did
     */
    record Sidecar(
            boolean logged, @Nullable String peer, @Nullable TokenIdentity token, String details, Deed deed)
            implements PathHop {}

    /**
     * The workload.
     *
     * @param log what its log tells of the request
     * @param peer the identity of the caller's certificate, as its log has it; null where it has none
     * @param assertion whether the request bore the proxy's assertion, as its log has it; null where it does not say
     * @param deed what it did
     */
    record Workload(
            WorkloadLog.Told log,
            @Nullable String peer,
            @Nullable Boolean assertion,
            Deed deed) implements PathHop {}

    /**
     * The identity provider, which has a session of its own.
     *
     * @param deed what it did
     */
    record Provider(Deed deed) implements PathHop {}

    /**
     * A header by which a client names its user.
     *
     * @param header its name
     * @param token what the token in it says; null where there is no readable one
     */
    record ShownToken(String header, @Nullable TokenIdentity token) {}
}

package io.meshconformance.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** The client that asks. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Caller.Browser.class, name = "browser"),
    @JsonSubTypes.Type(value = Caller.Pod.class, name = "pod")
})
public sealed interface Caller {

    /**
     * A browser, or the client that does as one does.
     *
     * @param user the subject that it is signed in as, or is to be; null where it never is
     */
    record Browser(@Nullable String user) implements Caller {

        @Override
        public String toString() {
            return user == null ? "browser without a user" : "browser of " + user;
        }
    }

    /**
     * A client in a pod.
     *
     * @param namespace the pod's namespace
     * @param place where the pod stands
     */
    record Pod(String namespace, Place place) implements Caller {

        @Override
        public String toString() {
            return "pod " + place.words + ", in " + namespace;
        }
    }

    /** Where a pod stands, seen from the mesh. */
    enum Place {
        /** It has a sidecar, and no part in a scenario. */
        @JsonProperty("inside")
        INSIDE("inside the mesh"),
        /** It has no sidecar. */
        @JsonProperty("outside")
        OUTSIDE("outside the mesh"),
        /** It is the scenario's own, which decides whether it has a sidecar. */
        @JsonProperty("scenario")
        SCENARIO("of the scenario");

        private final String words;

        Place(String words) {
            this.words = words;
        }
    }
}

package io.meshconformance.scenarios.mutants;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How objects of one resource are rewritten, and the expressions by which Kubernetes does it, in its Common Expression
 * Language (Kubernetes documentation, "Mutating Admission Policy").
 *
 * @param resource group and plural, such as {@code security.istio.io/authorizationpolicies}; the plural alone in the core
 *     group
 * @param anywhere whether it also is for objects that are neither in a scenario's namespace nor named after one
 * @param each a list below {@code spec}, such as {@code rules}: each of its items is rewritten, and is called {@code item}
 * @param when an expression that holds of the objects, or the items, that are rewritten; empty where all are
 * @param patches what becomes of them
 */
public record Rewrite(
        @JsonProperty(required = true) String resource,
        boolean anywhere,
        @JsonSetter(nulls = Nulls.AS_EMPTY) String each,
        @JsonSetter(nulls = Nulls.AS_EMPTY) String when,
        @JsonProperty(required = true) List<Patch> patches) {

    private static final String RESOURCE = "([a-z0-9.-]+/)?[a-z]+";

    /** Longer lists are in no manifest of a scenario. */
    private static final String INDEXES = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]";

    /**
     * Keeps a copy.
     *
     * @throws IllegalArgumentException where it is for no resource, or changes nothing
     */
    public Rewrite {
        if (!resource.matches(RESOURCE) || patches.isEmpty()) {
            throw new IllegalArgumentException("a rewrite names a resource and has patches, not so: " + resource);
        }
        patches = List.copyOf(patches);
    }

    /**
     * One change.
     *
     * @param set the JSON pointer of a part that is set, below the item where there are items; empty where one is removed
     * @param to its value
     * @param as an expression for its value
     * @param remove the JSON pointer of a part that is removed
     */
    public record Patch(
            @JsonSetter(nulls = Nulls.AS_EMPTY) String set,
            @Nullable JsonNode to,
            @Nullable String as,
            @JsonSetter(nulls = Nulls.AS_EMPTY) String remove) {

        /** Refuses what says nothing, or two things. */
        public Patch {
            boolean sets = !set.isEmpty() && remove.isEmpty() && (to == null) != (as == null);
            boolean removes = set.isEmpty() && !remove.isEmpty() && to == null && as == null;
            if (!sets && !removes) {
                throw new IllegalArgumentException("a patch has either remove, or set with one of to and as");
            }
        }

        /** JSON's literals are literals of expressions too. */
        private String expression(String prefix) {
            return set.isEmpty()
                    ? "JSONPatch{op: 'remove', path: %s}".formatted(path(prefix, remove))
                    : "JSONPatch{op: 'add', path: %s, value: %s}".formatted(path(prefix, set), to == null ? as : to);
        }

        private static String path(String prefix, String pointer) {
            return prefix.isEmpty() ? "'" + pointer + "'" : prefix + " + '/" + pointer + "'";
        }
    }

    /** The parts of objects to which it gives a value of its own, whatever they had before. */
    Stream<String> places() {
        return patches.stream()
                .filter(patch -> patch.as() == null)
                .map(patch -> resource + " " + each + " " + patch.set() + patch.remove());
    }

    /** The API group; empty for the core group. */
    String group() {
        int slash = resource.indexOf('/');
        return slash < 0 ? "" : resource.substring(0, slash);
    }

    /** The plural. */
    String plural() {
        return resource.substring(resource.indexOf('/') + 1);
    }

    /**
     * An expression that holds of the objects that are rewritten.
     *
     * @param scenarios whose objects are meant: those in their namespaces, and those elsewhere that are named after one
     */
    String condition(Collection<String> scenarios) {
        String named = ".matches('^(" + String.join("|", scenarios).toLowerCase(Locale.ROOT) + ")-')";
        String scope = anywhere
                ? "true"
                : "(object.metadata.?namespace.orValue('')" + named + " || object.metadata.name" + named + ")";
        String own = each.isEmpty() ? when : "has(object.spec." + each + ")";
        return own.isEmpty() ? scope : scope + " && (" + own + ")";
    }

    /** An expression for the patches of such an object. */
    String mutation() {
        return each.isEmpty()
                ? patches.stream().map(patch -> patch.expression("")).collect(Collectors.joining(", ", "[", "]"))
                : patches.stream().map(this::ofEachItem).collect(Collectors.joining(" + "));
    }

    private String ofEachItem(Patch patch) {
        String item = "[object.spec." + each + "[i]]";
        return INDEXES + ".filter(i, i < size(object.spec." + each + ") && " + item + ".all(item, "
                + (when.isEmpty() ? "true" : when) + ")).map(i, " + item + ".map(item, "
                + patch.expression("'/spec/" + each + "/' + string(i)") + ")[0])";
    }
}

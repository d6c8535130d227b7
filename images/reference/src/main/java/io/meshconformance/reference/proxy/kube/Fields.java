package io.meshconformance.reference.proxy.kube;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an untyped object, knowing where it stands in it.
 *
 * @param path for messages, such as {@code spec.cookie}
 * @param values the members; an absent object has none
 */
record Fields(String path, Map<String, Object> values) {
    /** The members of a map; anything else, null included, has none. */
    static Fields of(String path, @Nullable Object value) throws Rejected {
        if (value == null) {
            return new Fields(path, Map.of());
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new Rejected(path + ": expected an object");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((name, member) -> {
            if (member != null) {
                values.put(String.valueOf(name), member);
            }
        });
        return new Fields(path, values);
    }

    /** Refuses by name every member that is not among these. */
    void allowOnly(Set<String> implemented) throws Rejected {
        for (String name : values.keySet()) {
            if (!implemented.contains(name)) {
                throw new Rejected(path + "." + name + " is not implemented by the reference proxy");
            }
        }
    }

    Fields object(String name) throws Rejected {
        return of(path + "." + name, values.get(name));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(String::valueOf);
    }

    String required(String name) throws Rejected {
        return text(name).orElseThrow(() -> new Rejected(path + "." + name + " is required"));
    }

    Optional<Boolean> truth(String name) {
        return text(name).map(Boolean::valueOf);
    }

    List<String> texts(String name) throws Rejected {
        Object value = values.get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw new Rejected(path + "." + name + ": expected a list");
        }
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(String.valueOf(element)));
        return texts;
    }

    /** The members as texts. */
    Map<String, String> textMap() {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((name, value) -> texts.put(name, String.valueOf(value)));
        return texts;
    }
}

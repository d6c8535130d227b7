package io.meshconformance.reports.events;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.meshconformance.reports.model.DebugBundle;
import io.meshconformance.reports.model.DebugPart;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code debug.json}, published by a scenario at the moment it fails.
 *
 * @param namespace its namespace, which the folder of its files is named after
 * @param when what had just failed
 * @param parts what was collected
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DebugEvent(
        @Nullable String namespace,
        @Nullable String when,
        @Nullable List<Part> parts) {

    /**
     * One part.
     *
     * @param name what it is, such as {@code events.yaml}
     * @param text the text, null where it could not be had
     * @param cut whether only its last part is there
     * @param missing why it could not be had
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Part(
            @Nullable String name,
            @Nullable String text,
            boolean cut,
            @Nullable String missing) {}

    /** The bundle, its texts given away as files below the folder of the report. */
    public DebugBundle kept(BiConsumer<String, byte[]> files) {
        return new DebugBundle(
                Objects.requireNonNullElse(when, ""),
                Objects.requireNonNullElse(parts, List.<Part>of()).stream()
                        .map(part -> kept(part, files))
                        .toList());
    }

    private DebugPart kept(Part part, BiConsumer<String, byte[]> files) {
        String name = plain(part.name());
        if (part.text() == null) {
            return new DebugPart(name, "", 0, false, Objects.requireNonNullElse(part.missing(), "nobody said why"));
        }
        byte[] bytes = part.text().getBytes(StandardCharsets.UTF_8);
        String path = "debug/" + plain(namespace) + "/" + name;
        files.accept(path, bytes);
        return new DebugPart(name, path, bytes.length, part.cut(), null);
    }

    /** A name that stays in its folder, whatever a pod is called. */
    private static String plain(@Nullable String name) {
        return Objects.requireNonNullElse(name, "unnamed").replaceAll("[^A-Za-z0-9._-]|^\\.+", "_");
    }
}

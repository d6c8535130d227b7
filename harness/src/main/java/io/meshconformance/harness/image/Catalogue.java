package io.meshconformance.harness.image;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.meshconformance.run.Settings;
import io.meshconformance.run.WrongUse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides the image behind each logical name. It is the only difference between judging released images and judging
 * those assembled on this machine.
 *
 * @param name {@code public}, {@code local}, or a file's own name
 * @param title where its images come from, in words for the report
 * @param images the images by logical name
 * @param providers identity providers by name, each of which can take the place of the one among the images
 * @param istio install values laid over the suite's own, as the spec of an IstioOperator
 */
public record Catalogue(
        String name,
        String title,
        Map<String, Image> images,

        @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, Image> providers,

        JsonNode istio) {

    /** The place that every identity provider has which a run installs. */
    public static final String PROVIDER = "identity-provider";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * One image.
     *
     * @param image the reference, as the container engine and the cluster know it
     * @param component what it is, in the report's words
     * @param role the component's part in the architecture
     * @param imported whether the node is given it before it boots; false for what runs beside the node
     */
    public record Image(
            String image,
            String component,
            String role,

            @JsonProperty(value = "import", defaultValue = "true") @Nullable
            Boolean imported) {

        /**
         * What is not said to stay out is imported.
         *
         * @throws IllegalArgumentException where a part is missing or the image is no reference
         */
        public Image {
            require("image", image);
            require("component", component);
            require("role", role);
            ImageReference.parse(image);
            imported = imported == null || imported;
        }
    }

    /**
     * Holds its parts.
     *
     * @throws IllegalArgumentException where one is missing
     */
    public Catalogue {
        require("name", name);
        require("title", title);
        require("images", images);
        images.forEach((logical, image) -> require("images." + logical, image));
        providers.forEach((provider, image) -> require("providers." + provider, image));
    }

    /** A file can leave out what no code does. */
    private static void require(String part, @Nullable Object value) {
        if (value == null || value instanceof String text && text.isBlank()) {
            throw new IllegalArgumentException("it has no " + part);
        }
    }

    /**
     * Reads a catalogue.
     *
     * @param choice {@code public}, {@code local}, or the path of a file
     * @throws WrongUse when there is none, or it cannot be read
     */
    public static Catalogue load(String choice) {
        try (InputStream in = open(choice)) {
            @Nullable Catalogue read = YAML.readValue(in, Catalogue.class);
            if (read == null) {
                throw new WrongUse("the image catalogue " + choice + " cannot be read: it is empty");
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new WrongUse("the image catalogue " + choice + " cannot be read: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new WrongUse("the image catalogue " + choice + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static InputStream open(String choice) throws IOException {
        if (choice.endsWith(".yaml") || choice.contains("/")) {
            return Files.newInputStream(Path.of(choice));
        }
        InputStream in = Catalogue.class.getResourceAsStream("/manifests/images/" + choice + ".yaml");
        if (in == null) {
            throw new WrongUse("unknown image catalogue " + choice + "; known are public, local, auto and the path of"
                    + " a .yaml file");
        }
        return in;
    }

    /**
     * The same with the image of an identity provider in the place that every one of them has.
     *
     * @param provider its name
     * @throws WrongUse when this catalogue has no image of it
     */
    public Catalogue providedBy(String provider) {
        if (provider.equals(Settings.PROVIDER)) {
            return this;
        }
        Image other = providers.get(provider);
        if (other == null) {
            throw new WrongUse("the image catalogue " + name + " has no image of the identity provider " + provider
                    + "; name one below its 'providers:'");
        }
        var replaced = new TreeMap<>(images);
        replaced.put(PROVIDER, other);
        return new Catalogue(name, title, Map.copyOf(replaced), providers, istio);
    }

    /**
     * Replaces single images.
     *
     * @param overrides references by logical name
     * @return the catalogue with these in place
     * @throws WrongUse when a name is not in this catalogue, or what is given is no reference
     */
    public Catalogue with(Map<String, String> overrides) {
        var replaced = new TreeMap<>(images);
        overrides.forEach((logical, reference) -> {
            Image old = replaced.get(logical);
            if (old == null) {
                throw new WrongUse(
                        "unknown image name " + logical + "; known are " + String.join(", ", replaced.keySet()));
            }
            try {
                replaced.put(logical, new Image(reference, old.component(), old.role(), old.imported()));
            } catch (IllegalArgumentException e) {
                throw new WrongUse("no image can stand for " + logical + ": " + e.getMessage(), e);
            }
        });
        return new Catalogue(name, title, Map.copyOf(replaced), providers, istio);
    }

    /** The references of all images that the node is given before it boots, so that it asks no network for them. */
    public Set<String> imported() {
        return images.values().stream()
                .filter(image -> Boolean.TRUE.equals(image.imported()))
                .map(Image::image)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The reference behind a logical name.
     *
     * @param logical such as {@code proxy}
     * @throws WrongUse when the catalogue lacks the name
     */
    public String reference(String logical) {
        Image image = images.get(logical);
        if (image == null) {
            throw new WrongUse("the image catalogue " + name + " has no " + logical);
        }
        return image.image();
    }
}

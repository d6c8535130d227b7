package io.meshconformance.harness.kube;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A YAML file of Kubernetes objects with its parameters filled in.
 *
 * <p>A parameter {@code ${name}} stands inside a YAML string and is replaced after parsing, so no value, however many
 * lines or quotes it has, can change the structure of an object.
 *
 * @param name the file, as a person finds it
 * @param objects the objects, in the file's order
 */
public record Manifest(String name, List<HasMetadata> objects) {

    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();
    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    /** Copies the list. */
    public Manifest {
        objects = List.copyOf(objects);
    }

    /**
     * Loads a file from {@code manifests/}.
     *
     * @param path the path below {@code manifests/}
     * @param parameters what it can name
     * @throws IllegalArgumentException when the file is missing, is no YAML, or names a parameter without a value
     */
    public static Manifest load(String path, ManifestParameters parameters) {
        return parse(path, text(path), parameters);
    }

    /**
     * Reads a file below {@code manifests/} as it stands.
     *
     * @param path the path below {@code manifests/}
     * @throws IllegalArgumentException when there is none
     */
    public static String text(String path) {
        try (@Nullable InputStream in = Manifest.class.getResourceAsStream("/manifests/" + path)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no manifests/" + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Parses YAML documents.
     *
     * @param name what messages call them
     * @param yaml one or more documents
     * @param parameters what it can name
     * @throws IllegalArgumentException when the text is no YAML, no Kubernetes object, or names a parameter without a value
     */
    public static Manifest parse(String name, String yaml, ManifestParameters parameters) {
        return parse(name, yaml, document -> parameters.fill(name, document));
    }

    /**
     * Parses YAML documents that another program wrote: what looks like a parameter there is that program's own.
     *
     * @param name what messages call them
     * @param yaml one or more documents
     * @throws IllegalArgumentException when the text is no YAML, or no Kubernetes object
     */
    public static Manifest parse(String name, String yaml) {
        return parse(name, yaml, UnaryOperator.identity());
    }

    private static Manifest parse(String name, String yaml, UnaryOperator<JsonNode> filling) {
        var objects = new ArrayList<HasMetadata>();
        for (JsonNode document : documents(name, yaml)) {
            if (document.isMissingNode() || document.isNull() || document.isEmpty()) {
                continue;
            }
            JsonNode filled = filling.apply(document);
            KubernetesResource resource;
            try {
                resource = KUBERNETES.convertValue(filled, KubernetesResource.class);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + " holds no Kubernetes object: " + e.getMessage(), e);
            }
            if (!(resource instanceof HasMetadata object)) {
                throw new IllegalArgumentException(name + " holds an object without metadata");
            }
            objects.add(object);
        }
        return new Manifest(name, objects);
    }

    /**
     * Puts those of its objects that can have a namespace and name none into one. Of an object without a model only its
     * definition tells; those that scenarios bring are all namespaced.
     *
     * @param namespace where they belong unless they say otherwise
     * @return this
     */
    public Manifest in(String namespace) {
        objects.stream()
                .filter(object -> object instanceof Namespaced || object instanceof GenericKubernetesResource)
                .map(HasMetadata::getMetadata)
                .filter(metadata -> metadata.getNamespace() == null)
                .forEach(metadata -> metadata.setNamespace(namespace));
        return this;
    }

    /**
     * Fills parameters into a YAML document that is no Kubernetes object of the cluster.
     *
     * @param name what messages call it
     * @param yaml one document
     * @param parameters what it can name
     * @return the document with its parameters filled in
     * @throws IllegalArgumentException when the text is no YAML or names a parameter without a value
     */
    public static String filledYaml(String name, String yaml, ManifestParameters parameters) {
        List<JsonNode> documents = documents(name, yaml);
        if (documents.size() != 1) {
            throw new IllegalArgumentException(name + " holds " + documents.size() + " documents and not one");
        }
        return toYaml(parameters.fill(name, documents.get(0)));
    }

    /**
     * Writes a value as YAML.
     *
     * @param value an object of the cluster, or a tree
     * @return YAML without a document marker
     */
    public static String toYaml(Object value) {
        try {
            return YAML.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as YAML: " + e.getOriginalMessage(), e);
        }
    }

    static List<JsonNode> documents(String name, String yaml) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(yaml)) {
            refuseAliases(yaml);
            return documents.readAll();
        } catch (IOException e) {
            throw new IllegalArgumentException(name + " is no YAML: " + e.getMessage(), e);
        }
    }

    /** Jackson would take an alias for a text, its own name. */
    private static void refuseAliases(String yaml) throws IOException {
        try (YAMLParser parser = YAML.getFactory().createParser(yaml)) {
            while (parser.nextToken() != null) {
                if (parser.isCurrentAlias()) {
                    throw new JsonParseException(parser, "an alias is not read; write what it stands for");
                }
            }
        }
    }
}

package io.meshconformance.harness.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.meshconformance.harness.engine.Engine;
import io.meshconformance.harness.identity.MintedSecrets;
import io.meshconformance.harness.image.Catalogue;
import io.meshconformance.harness.kube.ManifestParameters;
import io.meshconformance.harness.oidc.IdentityProvider;
import io.meshconformance.run.EnvironmentBroken;
import io.meshconformance.run.KeptImages;
import io.meshconformance.run.Settings;
import io.meshconformance.run.WrongUse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A node that outlived its run, as the next run finds it again. The memory holds keys: only its owner may read it. */
public final class KeptNode {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * What is remembered of a node.
     *
     * @param run the run that booted it
     * @param host where its ports are published
     * @param ports published ports by node port
     * @param kubeconfig the way to its API
     * @param catalogue the image catalogue it was booted with
     * @param overrides single images it was booted with
     * @param provider the identity provider it was booted with
     * @param ids the images' ids by reference, as the engine had them at the boot
     * @param parameters what manifests can name
     * @param secrets what was minted for it
     */
    record Memory(
            String run,
            String host,
            Map<Integer, Integer> ports,
            String kubeconfig,
            String catalogue,
            Map<String, String> overrides,
            String provider,
            Map<String, String> ids,
            ManifestParameters parameters,
            List<MintedSecrets.Secret> secrets) {

        /**
         * Refuses a node whose images are no longer those behind their names: its verdict would be on what was, under
         * the name of what is. An image that is gone from the engine is no other one.
         *
         * @param engine gives an image's id by its reference, or nothing where it is gone
         * @throws WrongUse that names both
         */
        void requireSame(Catalogue current, Function<String, Optional<String>> engine) {
            current.images().forEach((name, image) -> {
                // An image that the catalogue has learnt of since is no other one.
                String booted = parameters.image(name).orElse(image.image());
                if (!booted.equals(image.image())) {
                    throw new WrongUse("the kept node runs " + booted + " as " + name + ", and the catalogue "
                            + catalogue + " says " + image.image() + " by now; boot another node without --reuse");
                }
            });
            ids.forEach((reference, booted) -> {
                String now = engine.apply(reference).orElse(booted);
                if (!now.equals(booted)) {
                    throw new WrongUse("the kept node runs " + reference + " as " + booted + ", which is " + now
                            + " by now; boot another node without --reuse");
                }
            });
        }
    }

    private final Path cache;
    private final Path file;
    private final Path kubeconfig;

    /**
     * Refuses to take a kept node again whose images are no longer those behind their names. Only looks; without a kept
     * node there is nothing to refuse.
     *
     * @throws io.meshconformance.run.WrongUse that names both images
     * @throws io.meshconformance.run.EnvironmentBroken when no engine answers, or the node's memory cannot be read
     */
    public static void requireSameImages(Settings settings) {
        KeptNode kept = new KeptNode(settings.cache());
        if (settings.reuse() && kept.isRemembered()) {
            Engine engine = new Preflight(settings.cache(), said -> {}).engine();
            KeptNode.Memory memory = kept.recall();
            Catalogue current = IdentityProvider.require(memory.provider(), System.getenv())
                    .judged(Catalogue.load(memory.catalogue()));
            memory.requireSame(current.with(memory.overrides()), engine::imageId);
        }
    }

    KeptNode(Path cache) {
        this.cache = cache;
        this.file = cache.resolve("kept-node.json");
        this.kubeconfig = cache.resolve("kept-node.kubeconfig");
    }

    /** The way to its API as a file, for people; only its owner may read it. */
    Path kubeconfig() {
        return kubeconfig;
    }

    /** Whether {@link #recall} has something to find. */
    boolean isRemembered() {
        return Files.exists(file);
    }

    /** Forgets the node, because another one takes its place. */
    void forget() {
        KeptImages.forget(cache);
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(kubeconfig);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remember(Memory memory) {
        forget();
        try {
            write(file, JSON.writeValueAsString(memory));
            write(kubeconfig, memory.kubeconfig());
            new KeptImages(memory.catalogue(), memory.overrides(), memory.provider()).write(cache);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    /**
     * Finds the node again.
     *
     * @throws EnvironmentBroken when none was kept
     */
    Memory recall() {
        if (!isRemembered()) {
            throw new EnvironmentBroken("no node was kept", "run once with --keep, then with --reuse");
        }
        try {
            @Nullable Memory memory = JSON.readValue(Files.readString(file), Memory.class);
            if (memory == null) {
                throw new IOException("it is empty");
            }
            return memory;
        } catch (JsonProcessingException e) {
            throw new EnvironmentBroken(
                    "the memory of the kept node, " + file + ", was cut off or is another version's",
                    "run once with --keep, then with --reuse",
                    e);
        } catch (IOException e) {
            throw new EnvironmentBroken(
                    "the memory of the kept node, " + file + ", cannot be read: " + e.getMessage(),
                    "run once with --keep, then with --reuse",
                    e);
        }
    }

    static KeyStore trustStore(String pem) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (Certificate authority : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
                store.setCertificateEntry("authority-" + store.size(), authority);
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("no certificate in PEM", e);
        }
    }
}

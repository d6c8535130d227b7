package io.meshconformance.run;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Which images and which identity provider a kept node was booted with, as far as settings name them. It lies beside the memory of the node, which
 * holds keys, and is what {@code --reuse} is held to: a run judges what was asked for, or ends.
 *
 * @param catalogue the image catalogue: a name, or the absolute path of a file
 * @param overrides single images by logical name
 * @param provider the identity provider
 */
public record KeptImages(String catalogue, Map<String, String> overrides, String provider) {

    /** The label of the container of a node that was kept. */
    public static final String LABEL = "io.meshconformance.kept";

    private static final String FILE = "kept-node.properties";

    /** Keeps a copy. */
    public KeptImages {
        overrides = Map.copyOf(overrides);
    }

    /**
     * Writes them.
     *
     * @param cache the cache folder of the run
     */
    public void write(Path cache) {
        var lines = new Properties();
        lines.setProperty(Setting.IMAGES.key(), catalogue);
        lines.setProperty(Setting.PROVIDER.key(), provider);
        overrides.forEach((name, image) -> lines.setProperty(Setting.IMAGE_PREFIX + name, image));
        try (Writer file = Files.newBufferedWriter(cache.resolve(FILE))) {
            lines.store(file, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads them.
     *
     * @param cache the cache folder of the run
     * @return empty when no node was kept
     * @throws EnvironmentBroken when they cannot be read
     */
    public static Optional<KeptImages> read(Path cache) {
        Path file = cache.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new EnvironmentBroken(
                    "the memory of the kept node, " + file + ", cannot be read: " + e.getMessage(),
                    "boot another node: ci/verify --keep, without --reuse",
                    e);
        }
        var overrides = new TreeMap<String, String>();
        for (String key : lines.stringPropertyNames()) {
            if (key.startsWith(Setting.IMAGE_PREFIX)) {
                overrides.put(key.substring(Setting.IMAGE_PREFIX.length()), lines.getProperty(key));
            }
        }
        return Optional.of(new KeptImages(
                lines.getProperty(Setting.IMAGES.key(), Settings.AUTO),
                overrides,
                lines.getProperty(Setting.PROVIDER.key(), Settings.PROVIDER)));
    }

    /**
     * Forgets them, because another node takes the place of the kept one.
     *
     * @param cache the cache folder of the run
     */
    public static void forget(Path cache) {
        try {
            Files.deleteIfExists(cache.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Refuses settings that ask for other images, or another provider, than the kept node runs. What is not named is
     * taken as the node has it.
     *
     * @param settings what was asked for
     * @throws WrongUse that names both
     */
    public void check(Settings settings) {
        String asked = ImageNames.isPath(settings.images())
                ? Path.of(settings.images()).toAbsolutePath().toString()
                : settings.images();
        if (!asked.equals(Settings.AUTO) && !asked.equals(catalogue)) {
            throw new WrongUse("the kept node runs the images of the catalogue " + catalogue + ", not of " + asked
                    + "; leave out " + settings.given().getOrDefault(Setting.IMAGES.key(), "--images")
                    + ", or boot another node without --reuse");
        }
        if (settings.given().containsKey(Setting.PROVIDER.key())
                && !ProviderNames.absolute(settings.provider()).equals(provider)) {
            throw new WrongUse("people sign in at " + provider + " on the kept node, not at " + settings.provider()
                    + "; leave out " + settings.given().get(Setting.PROVIDER.key())
                    + ", or boot another node without --reuse");
        }
        settings.imageOverrides().forEach((name, image) -> {
            String runs = overrides.getOrDefault(name, "the " + name + " of the catalogue " + catalogue);
            if (!image.equals(runs)) {
                throw new WrongUse("the kept node runs " + runs + " as " + name + ", not " + image
                        + "; boot another node without --reuse");
            }
        });
    }
}

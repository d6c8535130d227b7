package io.meshconformance.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The identity providers of a checkout: each is a file in {@code manifests/providers}. */
final class ProviderNames {

    private static final String SUFFIX = ".yaml";

    private ProviderNames() {}

    /**
     * Refuses a provider that was named and is not there.
     *
     * @param settings what was asked for
     * @param root the checkout's root folder
     * @throws WrongUse in the words it was given by, with the known ones
     */
    static void check(Settings settings, Path root) {
        String words = settings.given().get(Setting.PROVIDER.key());
        if (words == null) {
            return;
        }
        String known = in(root.resolve("manifests").resolve("providers"));
        if (Stream.of(known.split(", ")).noneMatch(settings.provider()::equals)) {
            throw new WrongUse(words + " takes an identity provider, one of " + known + ", not " + settings.provider());
        }
    }

    private static String in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .collect(Collectors.joining(", "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.meshconformance.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The identity providers of a checkout, each a file in {@code manifests/providers}; and files of a user's own. */
public final class ProviderNames {

    private static final String SUFFIX = ".yaml";

    private ProviderNames() {}

    /** Whether a choice of provider is the path of a file, and not a name. */
    public static boolean isPath(String choice) {
        return choice.endsWith(SUFFIX) || choice.contains("/");
    }

    /** The choice as it can be asked for again, also from another folder. */
    public static String absolute(String choice) {
        return isPath(choice) ? Path.of(choice).toAbsolutePath().normalize().toString() : choice;
    }

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
        if (isPath(settings.provider())) {
            if (!Files.isReadable(Path.of(settings.provider()))) {
                throw new WrongUse(words + ": " + settings.provider() + " is no file that can be read");
            }
            return;
        }
        String known = in(root.resolve("manifests").resolve("providers"));
        if (Stream.of(known.split(", ")).noneMatch(settings.provider()::equals)) {
            throw new WrongUse(words + " takes an identity provider, one of " + known + " or the path of a file, not "
                    + settings.provider());
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

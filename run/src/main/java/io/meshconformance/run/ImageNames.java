package io.meshconformance.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The logical names of images that a catalogue knows, read before anything is built. */
final class ImageNames {

    private static final Pattern NAME = Pattern.compile("^  ([a-z0-9-]+):\\s*$");

    /** Registry, path, tag and digest, by the characters that the distribution's reference grammar has. */
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/:@-]*");

    private ImageNames() {}

    /**
     * Refuses a catalogue that is not there, and images that it does not know.
     *
     * @param settings what was asked for
     * @param root the checkout's root folder
     * @throws WrongUse in the words the image was given by
     */
    static void check(Settings settings, Path root) {
        Set<String> known = new TreeSet<>();
        for (Path catalogue : catalogues(settings.images(), root)) {
            known.addAll(in(catalogue, settings));
        }
        settings.imageOverrides().forEach((name, reference) -> {
            if (!known.contains(name)) {
                throw new WrongUse("unknown image name " + name + "; known are " + String.join(", ", known));
            }
            if (!REFERENCE.matcher(reference).matches()) {
                throw new WrongUse(settings.given().get(Setting.IMAGE_PREFIX + name)
                        + " takes an image reference, such as registry.test/name:tag, not '" + reference + "'");
            }
        });
    }

    private static List<Path> catalogues(String choice, Path root) {
        Path images = root.resolve("manifests").resolve("images");
        if (choice.equals(Settings.AUTO)) {
            return List.of(images.resolve("public.yaml"), images.resolve("local.yaml"));
        }
        return List.of(isPath(choice) ? Path.of(choice) : images.resolve(choice + ".yaml"));
    }

    /** Whether a choice of images is the path of a catalogue, and not a name. */
    static boolean isPath(String choice) {
        return choice.endsWith(".yaml") || choice.contains("/");
    }

    private static Set<String> in(Path catalogue, Settings settings) {
        Set<String> names = new TreeSet<>();
        boolean inside = false;
        try {
            for (String line : Files.readAllLines(catalogue)) {
                Matcher name = NAME.matcher(line);
                if (line.startsWith("images:")) {
                    inside = true;
                } else if (inside && name.matches()) {
                    names.add(name.group(1));
                } else if (inside && line.matches("\\S.*")) {
                    inside = line.startsWith("#");
                }
            }
        } catch (IOException e) {
            String by = settings.given().getOrDefault(Setting.IMAGES.key(), Setting.IMAGES.option());
            throw new WrongUse(
                    isPath(settings.images())
                            ? "the image catalogue " + catalogue + " (" + by + ") cannot be read"
                            : by + " takes public, local, auto or the path of a catalogue, not " + settings.images(),
                    e);
        }
        if (names.isEmpty()) {
            throw new WrongUse("the image catalogue " + catalogue + " names no image below 'images:'");
        }
        return names;
    }
}

package io.meshconformance.harness.image;

import io.meshconformance.harness.engine.Engine;
import io.meshconformance.harness.engine.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Which images are judged, and whether they can be had.
 *
 * @param engine the engine that has them or fetches them
 * @param registries asked where that decides
 * @param out told what was chosen where there was a choice
 */
public record ImageAvailability(Engine engine, Registries registries, Consumer<String> out) {

    /**
     * Released images where they are here, or where a registry gives them; local ones only where no registry can be reached.
     *
     * @param judged puts the images that were asked for into a catalogue
     */
    public Catalogue auto(UnaryOperator<Catalogue> judged) {
        Catalogue released = judged.apply(Catalogue.load("public"));
        Optional<ImageName> first =
                absent(released).stream().filter(image -> !image.isAssembled()).findFirst();
        if (first.isEmpty()) {
            out.accept("all released images are on this machine: they are judged (--images public)");
            return released;
        }
        Optional<PullFailure> failure = registries.failure(first.get());
        if (failure.filter(each -> each.kind() == PullFailure.Kind.UNREACHABLE).isPresent()) {
            out.accept("no container registry can be reached (" + failure.get().message()
                    + "): locally assembled images are judged (--images local)");
            return judged.apply(Catalogue.load("local"));
        }
        if (failure.isPresent()) {
            throw Problem.broken(List.of(failure.get().problem(first.get())));
        }
        out.accept("a container registry answers: released images are judged (--images public)");
        return released;
    }

    /** What a catalogue names and this machine lacks. */
    public List<ImageName> absent(Catalogue catalogue) {
        return catalogue.images().values().stream()
                .map(Catalogue.Image::image)
                .distinct()
                .sorted()
                .filter(reference -> engine.image(reference).isEmpty())
                .map(ImageName::new)
                .toList();
    }

    /**
     * What of a catalogue can neither be found here nor fetched.
     *
     * @param catalogue the catalogue
     * @param ask whether each registry is asked for one image; whether it has the others shows when they are pulled
     */
    public List<Problem> problems(Catalogue catalogue, boolean ask) {
        var problems = new ArrayList<Problem>();
        var assembled = new ArrayList<ImageName>();
        var asked = new TreeMap<String, ImageName>();
        for (ImageName image : absent(catalogue)) {
            if (image.isAssembled()) {
                assembled.add(image);
            } else if (ask) {
                asked.putIfAbsent(image.registry(), image);
            }
        }
        if (!assembled.isEmpty()) {
            problems.add(ImageArchive.absent(assembled));
        }
        asked.values()
                .forEach(image -> registries.failure(image).ifPresent(failure -> problems.add(failure.problem(image))));
        return problems;
    }
}

package io.meshconformance.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One run of the suite and what it has to say.
 *
 * @param title what is rehearsed, as a sentence
 * @param mood how the registry answers meanwhile
 * @param arguments the arguments of {@code ci/verify}
 * @param code the exit code it has to end with
 * @param words what it has to say, in any case of letters
 * @param unsaid what it must not say
 */
record Case(
        String title, RegistryMood mood, List<String> arguments, int code, List<String> words, List<String> unsaid) {

    private static final int BROKEN = 2;
    /** What a run says that judges images assembled on the machine. */
    private static final String LOCAL = "--images local)";

    private static final String ONE_SCENARIO = "GUIDE-002";

    /**
     * The cases of a rehearsal.
     *
     * @param whole whether every scenario is played, and every refusal met by both ways of choosing
     */
    static List<Case> of(boolean whole) {
        List<Case> cases = new ArrayList<>();
        for (String choice : whole ? List.of("auto", "public") : List.of("auto")) {
            Stream.of(
                            refused(RegistryMood.LIMITS, choice, "pull limit"),
                            refused(RegistryMood.WANTS_LOGIN, choice, "without another login"),
                            refused(RegistryMood.FORBIDS, choice, "without another login"),
                            refused(RegistryMood.LATE, choice, "does not come in time"))
                    .forEach(cases::add);
        }
        cases.add(new Case(
                whole ? "all scenarios hold on the look-alikes" : ONE_SCENARIO + " holds on the look-alikes",
                RegistryMood.SERVES,
                whole ? List.of("--images", "public") : List.of("--images", "public", "--scenario", ONE_SCENARIO),
                0,
                List.of("look-alike of k3s", "reference proxy, not Pomerium"),
                List.of()));
        return List.copyOf(cases);
    }

    private static Case refused(RegistryMood mood, String choice, String word) {
        return new Case(
                "a registry that " + said(mood) + " ends a run of --images " + choice + " with its name",
                mood,
                List.of("--images", choice, "--scenario", ONE_SCENARIO),
                BROKEN,
                List.of(word),
                List.of(LOCAL, "GUIDE-002 "));
    }

    private static String said(RegistryMood mood) {
        return mood.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * Compares.
     *
     * @param ended how the suite ended
     * @return each difference as a sentence; none when it is as it has to be
     */
    List<String> differences(Program.Ended ended) {
        List<String> differences = new ArrayList<>();
        if (ended.code() != code) {
            differences.add("it ended with " + ended.code() + " instead of " + code);
        }
        String output = ended.output().toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (!output.contains(word.toLowerCase(Locale.ROOT))) {
                differences.add("it does not say '" + word + "'");
            }
        }
        for (String word : unsaid) {
            if (output.contains(word.toLowerCase(Locale.ROOT))) {
                differences.add("it says '" + word + "'");
            }
        }
        return List.copyOf(differences);
    }
}
